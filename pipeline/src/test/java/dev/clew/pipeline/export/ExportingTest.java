package dev.clew.pipeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportingTest {
  private static final String SOURCE = "s";
  private static final RetryOptions RETRY =
      new RetryOptions(
          true, Duration.ofSeconds(1), 2, 0, Duration.ofSeconds(4), Duration.ofSeconds(20));

  @TempDir private Path folder;
  private final FakeSender sender = new FakeSender();
  private final FakePauses pauses = new FakePauses();

  @Test
  void whatIsTakenIsDoneWith() throws InterruptedException {
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a");

      assertThat(sender.next()).isEqualTo("a");
      await(() -> queue.waiting() == 0);
      assertThat(exporting.counters().sentRows()).isEqualTo(1);
    }
  }

  @Test
  void pausesGrowUpToTheLongest() throws InterruptedException {
    sender.answer(later(null), later(null), later(null), later(null), new Outcome.Taken());
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a");
      await(() -> queue.waiting() == 0);

      assertThat(pauses.seconds()).containsExactly(1.0, 2.0, 4.0, 4.0);
      assertThat(exporting.counters().retries()).isEqualTo(4);
      assertThat(exporting.counters().droppedRows()).isZero();
    }
  }

  @Test
  void aPauseThatIsAskedForIsHonoured() throws InterruptedException {
    sender.answer(later(Duration.ofSeconds(7)), later(Duration.ofMillis(1)), new Outcome.Taken());
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a");
      await(() -> exporting.counters().sentRows() == 1);

      assertThat(pauses.seconds()).containsExactly(7.0, 2.0);
    }
  }

  @Test
  void whatFailsForTooLongIsDroppedAndCounted() throws InterruptedException {
    for (int i = 0; i < 20; i++) {
      sender.answer(later(null));
    }
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a");
      await(() -> queue.waiting() == 0);

      assertThat(exporting.counters().droppedRows()).isEqualTo(1);
      assertThat(pauses.seconds()).containsExactly(1.0, 2.0, 4.0, 4.0, 4.0, 4.0);
    }
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() throws InterruptedException {
    sender.answer(new Outcome.Refused("no"));
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a", "b");
      await(() -> queue.waiting() == 0);

      assertThat(exporting.counters().droppedRows()).isEqualTo(1);
      assertThat(exporting.counters().sentRows()).isEqualTo(1);
      assertThat(pauses.seconds()).isEmpty();
    }
  }

  @Test
  void withoutRetryingTheFirstFailureDrops() throws InterruptedException {
    sender.answer(later(null));
    RetryOptions off = new RetryOptions(false, Duration.ZERO, 1, 0, Duration.ZERO, Duration.ZERO);
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, off, null)) {
      add(queue, "a");
      await(() -> exporting.counters().droppedRows() == 1);

      assertThat(pauses.seconds()).isEmpty();
    }
  }

  @Test
  void partialSuccessIsNotTriedAgain() throws InterruptedException {
    sender.answer(new Outcome.PartlyTaken(1, "one was bad"));
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a");
      await(() -> queue.waiting() == 0);

      assertThat(exporting.counters().rejectedRows()).isEqualTo(1);
      assertThat(exporting.counters().retries()).isZero();
    }
  }

  @Test
  void smallRequestsAreGathered() throws InterruptedException {
    try (DurableQueue queue = open()) {
      add(queue, "a", "b", "c", "d", "e");
      QueueOptions.Batching batching =
          new QueueOptions.Batching(Duration.ofMillis(1), 2, 3, Sizer.ITEMS);
      try (Exporting exporting = start(queue, RETRY, batching, Pauses.SYSTEM)) {
        await(() -> exporting.counters().sentRows() == 5);

        assertThat(sender.all()).containsExactly("ab", "cd", "e");
      }
    }
  }

  @Test
  void whatIsUnderWayWhenItEndsIsSentAgain() throws InterruptedException {
    sender.isStuck = true;
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      add(queue, "a");
      assertThat(sender.next()).isEqualTo("a");
      assertThat(exporting.counters().sentRows()).isZero();
    }
    sender.isStuck = false;
    try (DurableQueue queue = open();
        Exporting exporting = start(queue, RETRY, null)) {
      assertThat(sender.next()).isEqualTo("a");
      await(() -> exporting.counters().sentRows() == 1);
    }
  }

  private static Outcome later(@Nullable Duration after) {
    return new Outcome.Later("busy", after);
  }

  private DurableQueue open() {
    DurableQueue queue =
        DurableQueue.open(folder, new DurableQueue.Limits(1_000, Sizer.REQUESTS, 1 << 20, 1 << 16));
    queue.register(SOURCE);
    return queue;
  }

  private Exporting start(
      DurableQueue queue, RetryOptions retry, QueueOptions.@Nullable Batching batching) {
    return start(queue, retry, batching, pauses);
  }

  private Exporting start(
      DurableQueue queue,
      RetryOptions retry,
      QueueOptions.@Nullable Batching batching,
      Pauses time) {
    QueueOptions options =
        new QueueOptions(true, 1, 1_000, Sizer.REQUESTS, false, false, null, batching);
    return Exporting.start(
        "test",
        queue,
        sender,
        new Delivery(Duration.ofSeconds(5), options, retry),
        RandomGenerator.getDefault(),
        time);
  }

  private static void add(DurableQueue queue, String... texts) {
    for (String text : texts) {
      queue.add(SOURCE, Signal.TRACES, 1, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  /// A clock that jumps.
  private static final class FakePauses implements Pauses {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> taken = new ArrayList<>();

    @Override
    public long nanoTime() {
      return nanos.get();
    }

    @Override
    public synchronized void pause(Duration duration) {
      taken.add(duration);
      nanos.addAndGet(duration.toNanos());
    }

    synchronized List<Double> seconds() {
      return taken.stream().map(duration -> duration.toMillis() / 1_000.0).toList();
    }
  }

  /// Answers as told, else takes.
  private static final class FakeSender implements Sender {
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> answers = new LinkedBlockingQueue<>();
    private volatile boolean isStuck;

    void answer(Outcome... outcomes) {
      answers.addAll(List.of(outcomes));
    }

    @Nullable String next() throws InterruptedException {
      return requests.poll(20, TimeUnit.SECONDS);
    }

    List<String> all() {
      return List.copyOf(requests);
    }

    @Override
    public Outcome send(byte[] request, Signal signal) throws InterruptedException {
      requests.add(new String(request, StandardCharsets.UTF_8));
      if (isStuck) {
        new CountDownLatch(1).await();
      }
      Outcome told = answers.poll();
      return told == null ? new Outcome.Taken() : told;
    }

    @Override
    public void close() {}
  }
}
