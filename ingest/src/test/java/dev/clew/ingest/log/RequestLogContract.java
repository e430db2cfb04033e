package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.ingest.log.Entries.Content;
import dev.clew.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What every log does, whatever it is built on.
abstract class RequestLogContract {
  /// An empty log with so many partitions.
  abstract RequestLog open(int partitions);

  @Test
  void anEmptyLogHasNothing() {
    try (RequestLog log = open(2)) {
      assertThat(log.partitions()).isEqualTo(2);
      assertThat(log.start(1)).isZero();
      assertThat(log.end(1)).isZero();
      assertThat(log.committed(1)).isZero();
      assertThat(read(log, 0, 0)).isEmpty();
    }
  }

  @Test
  void offsetsAreDenseFromZero() {
    try (RequestLog log = open(1)) {
      List<Long> offsets = new ArrayList<>();

      for (int i = 0; i < 5; i++) {
        offsets.add(log.append(0, Entries.of("entry " + i)).join());
      }

      assertThat(offsets).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(log.end(0)).isEqualTo(5);
    }
  }

  @Test
  void stampsAscendAndAreKept() {
    try (RequestLog log = open(2)) {
      List<Long> told = Collections.synchronizedList(new ArrayList<>());
      for (int i = 0; i < 50; i++) {
        log.append(0, Entries.of("entry " + i), (_, written) -> told.add(written)).join();
      }

      List<Long> read = new ArrayList<>();
      log.read(0, 0, (_, _, written, _) -> read.add(written));

      assertThat(told).isSorted().first().isNotEqualTo(0L);
      assertThat(read).isEqualTo(told);
    }
  }

  @Test
  void timePassesWithoutRecordsAndInOrderWithThem() throws InterruptedException {
    try (RequestLog log = open(1)) {
      List<Long> seen = Collections.synchronizedList(new ArrayList<>());
      CountDownLatch passed = new CountDownLatch(1);
      log.watch(instant -> {
        seen.add(instant);
        passed.countDown();
      });
      assertThat(passed.await(10, TimeUnit.SECONDS)).isTrue();

      for (int i = 0; i < 50; i++) {
        log.append(0, Entries.of("entry " + i), (_, written) -> seen.add(written)).join();
      }

      assertThat(seen).hasSizeGreaterThan(50).isSorted();
    }
  }

  @Test
  void partitionsAreIndependent() {
    try (RequestLog log = open(3)) {
      log.append(0, Entries.of("a")).join();
      long offset = log.append(2, Entries.of("a")).join();
      log.append(2, Entries.of("b")).join();

      assertThat(offset).isZero();
      assertThat(log.end(0)).isEqualTo(1);
      assertThat(log.end(1)).isZero();
      assertThat(payloads(log, 2)).containsExactly("a", "b");
    }
  }

  @Test
  void whatIsReadIsWhatWasAppended() {
    RandomGenerator random = Seeds.random(1);
    try (RequestLog log = open(1)) {
      List<Content> appended = new ArrayList<>();
      List<CompletableFuture<Long>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Entry entry = Entries.any(random, 5_000);
        appended.add(Content.of(entry));
        answers.add(log.append(0, entry));
      }
      answers.forEach(CompletableFuture::join);

      assertThat(read(log, 0, 0)).isEqualTo(appended);
      assertThat(read(log, 0, 150)).isEqualTo(appended.subList(150, 200));
    }
  }

  @Test
  void anEmptyPayloadIsKept() {
    try (RequestLog log = open(1)) {
      log.append(0, Entries.of("")).join();

      assertThat(payloads(log, 0)).containsExactly("");
    }
  }

  @Test
  void onlyTheSliceOfTheArrayIsKept() {
    try (RequestLog log = open(1)) {
      Entry whole = Entries.of("abcdef");
      log.append(
              0,
              new Entry(
                  whole.signal(), whole.encoding(), "tenant", "otlp", 7, whole.payload(), 2, 3))
          .join();

      assertThat(payloads(log, 0)).containsExactly("cde");
    }
  }

  @Test
  void callbacksRunInOrderOfOffsetsBeforeTheAnswer() {
    try (RequestLog log = open(2)) {
      List<Long> seen = Collections.synchronizedList(new ArrayList<>());
      List<CompletableFuture<Boolean>> wasSeen = new ArrayList<>();
      List<CompletableFuture<Long>> others = new ArrayList<>();

      for (int i = 0; i < 500; i++) {
        others.add(log.append(1, Entries.of("other " + i)));
        wasSeen.add(
            log.append(0, Entries.of("entry " + i), (offset, _) -> seen.add(offset))
                .thenApply(seen::contains));
      }

      assertThat(wasSeen).allSatisfy(before -> assertThat(before.join()).isTrue());
      assertThat(seen).hasSize(500).isSorted();
      assertThat(others.getLast().join()).isEqualTo(499);
    }
  }

  @Test
  void concurrentCallersEachGetTheOffsetOfTheirEntry() throws InterruptedException {
    try (RequestLog log = open(1)) {
      List<List<Long>> offsets = new ArrayList<>();
      List<Thread> callers = new ArrayList<>();
      for (int caller = 0; caller < 4; caller++) {
        List<Long> own = new ArrayList<>();
        offsets.add(own);
        String name = "caller " + caller + " ";
        callers.add(
            Thread.startVirtualThread(() -> {
              for (int i = 0; i < 50; i++) {
                own.add(log.append(0, Entries.of(name + i)).join());
              }
            }));
      }
      for (Thread caller : callers) {
        caller.join();
      }

      List<String> payloads = payloads(log, 0);
      assertThat(payloads).hasSize(200);
      for (int caller = 0; caller < 4; caller++) {
        for (int i = 0; i < 50; i++) {
          int offset = offsets.get(caller).get(i).intValue();
          assertThat(payloads.get(offset)).isEqualTo("caller " + caller + " " + i);
        }
      }
    }
  }

  @Test
  void aReaderMayStop() {
    try (RequestLog log = open(1)) {
      for (int i = 0; i < 10; i++) {
        log.append(0, Entries.of("entry " + i)).join();
      }
      List<Long> seen = new ArrayList<>();

      log.read(
          0,
          3,
          (_, offset, _, _) -> {
            seen.add(offset);
            return seen.size() < 2;
          });

      assertThat(seen).containsExactly(3L, 4L);
    }
  }

  @Test
  void allPartitionsAreReadEachFromItsOffset() {
    try (RequestLog log = open(3)) {
      for (int i = 0; i < 6; i++) {
        log.append(i % 3, Entries.of("entry " + i)).join();
      }
      List<String> seen = new ArrayList<>();

      log.readAll(
          new long[] {1, 0, Long.MAX_VALUE},
          (partition, offset, _, _) -> seen.add(partition + ":" + offset));

      assertThat(seen).containsExactlyInAnyOrder("0:1", "1:0", "1:1");
    }
  }

  @Test
  void commitsOnlyAdvance() {
    try (RequestLog log = open(2)) {
      for (int i = 0; i < 5; i++) {
        log.append(0, Entries.of("entry " + i)).join();
      }

      log.commit(0, 4);
      log.commit(0, 2);

      assertThat(log.committed(0)).isEqualTo(4);
      assertThat(log.committed(1)).isZero();
      assertThatThrownBy(() -> log.commit(0, 6)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aClosedLogRefuses() {
    RequestLog log = open(1);
    log.append(0, Entries.of("entry")).join();
    log.close();
    log.close();

    CompletableFuture<Long> late = log.append(0, Entries.of("late"));

    assertThatThrownBy(late::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            LogException.class,
            refusal -> assertThat(refusal.reason()).isEqualTo(LogException.Cause.CLOSED));
  }

  @Test
  void closingAnswersAllThatWasAppended() {
    List<CompletableFuture<Long>> answers = new ArrayList<>();
    try (RequestLog log = open(1)) {
      for (int i = 0; i < 300; i++) {
        answers.add(log.append(0, Entries.of("entry " + i)));
      }
    }

    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(answers.getLast().join()).isEqualTo(299);
  }

  @Test
  void aPartitionThatIsNotThereIsAWrongCall() {
    try (RequestLog log = open(2)) {
      assertThatThrownBy(() -> log.append(2, Entries.of("entry")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> log.end(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  static List<Content> read(RequestLog log, int partition, long fromOffset) {
    List<Content> records = new ArrayList<>();
    log.read(partition, fromOffset, (_, _, _, entry) -> records.add(Content.of(entry)));
    return records;
  }

  static List<String> payloads(RequestLog log, int partition) {
    return read(log, partition, 0).stream().map(Content::payload).toList();
  }
}
