package dev.clew.pipeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableQueueTest {
  private static final String SOURCE = "exporter/a/traces@0";
  private static final DurableQueue.Limits LIMITS =
      new DurableQueue.Limits(1_000, Sizer.REQUESTS, 1 << 20, 256);

  @TempDir private Path folder;

  @Test
  void requestsComeOutInTheirOrder() throws InterruptedException {
    try (DurableQueue queue = open()) {
      add(queue, "a", "b", "c");

      assertThat(take(queue)).isEqualTo("a");
      assertThat(take(queue)).isEqualTo("b");
      assertThat(take(queue)).isEqualTo("c");
    }
  }

  @Test
  void whatNobodyIsDoneWithComesAgainAfterARestart() throws InterruptedException {
    try (DurableQueue queue = open()) {
      add(queue, "a", "b", "c");
      queue.done(Objects.requireNonNull(queue.take()));
      assertThat(take(queue)).isEqualTo("b");
    }
    try (DurableQueue queue = open()) {
      assertThat(take(queue)).isEqualTo("b");
      assertThat(take(queue)).isEqualTo("c");
    }
  }

  @Test
  void doneOutOfOrderKeepsTheFirstThatIsNot() throws InterruptedException {
    try (DurableQueue queue = open()) {
      add(queue, "a", "b");
      QueueEntry first = Objects.requireNonNull(queue.take());
      queue.done(Objects.requireNonNull(queue.take()));
      assertThat(first.sequence()).isZero();
    }
    try (DurableQueue queue = open()) {
      assertThat(take(queue)).isEqualTo("a");
    }
  }

  @Test
  void aReplayAddsNothingAndLosesNothing() {
    long checkpoint;
    try (DurableQueue queue = open()) {
      add(queue, "a");
      checkpoint = queue.checkpoint(SOURCE);
      add(queue, "b", "c", "b");
    }
    try (DurableQueue queue = open()) {
      queue.replay(SOURCE, checkpoint);

      assertThat(isAdded(queue, "c")).isFalse();
      assertThat(isAdded(queue, "b")).isFalse();
      assertThat(isAdded(queue, "b")).isFalse();
      assertThat(isAdded(queue, "b")).isTrue();
      assertThat(isAdded(queue, "d")).isTrue();
      assertThat(queue.waiting()).isEqualTo(6);
    }
  }

  @Test
  void aReplayAddsNothingEvenIfAllWasSent() throws InterruptedException {
    long checkpoint;
    try (DurableQueue queue = open()) {
      checkpoint = queue.checkpoint(SOURCE);
      for (int i = 0; i < 100; i++) {
        add(queue, "request " + i);
        queue.done(Objects.requireNonNull(queue.take()));
      }
    }
    try (DurableQueue queue = open()) {
      queue.replay(SOURCE, checkpoint);
      for (int i = 0; i < 100; i++) {
        assertThat(isAdded(queue, "request " + i)).isFalse();
      }
      assertThat(isAdded(queue, "request 100")).isTrue();
    }
  }

  @Test
  void aVoidCheckpointCanBeFallenBackFrom() {
    long first;
    try (DurableQueue queue = open()) {
      first = queue.checkpoint(SOURCE);
      add(queue, "a".repeat(300), "b".repeat(300), "c".repeat(300));
      long second = queue.checkpoint(SOURCE);
      assertThat(second).isEqualTo(3);
    }
    try (DurableQueue queue = open()) {
      queue.replay(SOURCE, first);

      assertThat(isAdded(queue, "a".repeat(300))).isFalse();
    }
  }

  @Test
  void filesThatNobodyNeedsAreDeleted() throws InterruptedException, IOException {
    try (DurableQueue queue = open()) {
      for (int i = 0; i < 200; i++) {
        add(queue, "request " + i);
        queue.done(Objects.requireNonNull(queue.take()));
        queue.checkpoint(SOURCE);
      }

      assertThat(files()).hasSizeLessThanOrEqualTo(2);
      assertThat(queue.waiting()).isZero();
    }
  }

  @Test
  void aTornEndIsCutOff() throws IOException, InterruptedException {
    try (DurableQueue queue = open()) {
      add(queue, "a", "b");
    }
    Path file = files().getLast();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1), StandardOpenOption.TRUNCATE_EXISTING);

    try (DurableQueue queue = open()) {
      add(queue, "c");
      assertThat(take(queue)).isEqualTo("a");
      assertThat(take(queue)).isEqualTo("c");
    }
  }

  @Test
  void aDamagedFileLosesItsOwnRequestsOnly() throws IOException, InterruptedException {
    try (DurableQueue queue = open()) {
      add(queue, "a".repeat(300), "b".repeat(300), "c");
    }
    Path first = files().getFirst();
    byte[] bytes = Files.readAllBytes(first);
    bytes[bytes.length - 1]++;
    Files.write(first, bytes);

    try (DurableQueue queue = open()) {
      queue.replay(SOURCE, 0);
      assertThat(take(queue)).isEqualTo("b".repeat(300));
      assertThat(isAdded(queue, "a".repeat(300))).isTrue();
      assertThat(take(queue)).isEqualTo("c");
      assertThat(take(queue)).isEqualTo("a".repeat(300));
    }
  }

  @Test
  void aFullQueueSaysSoAndStillTakesWhatTheLogHas() throws InterruptedException {
    DurableQueue.Limits two = new DurableQueue.Limits(2, Sizer.REQUESTS, 1 << 20, 256);
    try (DurableQueue queue = DurableQueue.open(folder, two)) {
      queue.register(SOURCE);
      add(queue, "a");
      assertThat(queue.isFull()).isFalse();
      add(queue, "b", "c");
      assertThat(queue.isFull()).isTrue();
      queue.done(Objects.requireNonNull(queue.take()));
      queue.done(Objects.requireNonNull(queue.take()));
      assertThat(queue.isFull()).isFalse();
    }
  }

  @Test
  void aDiskBudgetFillsItToo() {
    DurableQueue.Limits small = new DurableQueue.Limits(1_000, Sizer.ITEMS, 500, 256);
    try (DurableQueue queue = DurableQueue.open(folder, small)) {
      queue.register(SOURCE);
      add(queue, "x".repeat(600));
      assertThat(queue.isFull()).isTrue();
    }
  }

  /// A log of numbered requests is put in, sent and restarted at random moments, once without a
  /// close, like a kill. Every request must be sent, and those twice that were being sent only.
  @Test
  void anyHistorySendsEveryRequest() {
    Seeds.forEach(20, random -> new History(folder.resolve("h" + random.nextLong()), random).run());
  }

  private DurableQueue open() {
    DurableQueue queue = DurableQueue.open(folder, LIMITS);
    queue.register(SOURCE);
    return queue;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(QueueFile::isQueueFile).sorted().toList();
    }
  }

  private static void add(DurableQueue queue, String... texts) {
    for (String text : texts) {
      isAdded(queue, text);
    }
  }

  private static boolean isAdded(DurableQueue queue, String text) {
    return queue.add(SOURCE, Signal.TRACES, 1, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String take(DurableQueue queue) throws InterruptedException {
    return text(Objects.requireNonNull(queue.take()));
  }

  private static String text(QueueEntry entry) {
    return new String(entry.payload().bytes(), StandardCharsets.UTF_8);
  }

  /// One random life of a queue.
  private static final class History {
    private static final int REQUESTS = 150;
    private final Path folder;
    private final RandomGenerator random;
    private final TreeSet<Integer> sent = new TreeSet<>();
    private final List<QueueEntry> underWay = new ArrayList<>();
    private DurableQueue queue;
    private int position;
    private int savedPosition;
    private long savedCheckpoint = -1;
    private int sends;
    private int resends;

    History(Path folder, RandomGenerator random) {
      this.folder = folder;
      this.random = random;
      this.queue = begin();
    }

    private DurableQueue begin() {
      DurableQueue opened = DurableQueue.open(folder, LIMITS);
      opened.register(SOURCE);
      opened.replay(SOURCE, savedCheckpoint);
      return opened;
    }

    void run() {
      while (position < REQUESTS || queue.waiting() > 0) {
        step();
      }
      queue.close();
      assertThat(sent).hasSize(REQUESTS);
      assertThat(sends).isLessThanOrEqualTo(REQUESTS + resends);
    }

    private void step() {
      switch (random.nextInt(12)) {
        case 0 -> {
          savedCheckpoint = queue.checkpoint(SOURCE);
          savedPosition = position;
        }
        case 1 -> {
          if (random.nextInt(6) == 0) {
            crash();
          }
        }
        case 2, 3, 4, 5, 6 -> {
          if (position < REQUESTS) {
            add(queue, "n" + position);
            position++;
          }
        }
        default -> send();
      }
    }

    /// What was put in since the checkpoint comes again; what is not acknowledged in the cursor
    /// too.
    private void crash() {
      resends += sends;
      if (random.nextBoolean()) {
        queue.close();
      }
      underWay.clear();
      position = savedPosition;
      queue = begin();
    }

    private void send() {
      QueueEntry entry = queue.pollMore(Signal.TRACES, Long.MAX_VALUE, Long.MAX_VALUE);
      if (entry != null) {
        underWay.add(entry);
      }
      if (!underWay.isEmpty()) {
        QueueEntry done = underWay.remove(random.nextInt(underWay.size()));
        sent.add(Integer.parseInt(text(done).substring(1)));
        sends++;
        queue.done(done);
      }
    }
  }
}
