package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Too much at once, a full disk, a failing disk: refused at once, and served again afterwards.
final class FileLogPressureTest {
  private static final LogOptions OPTIONS = LogOptions.defaults().withGather(Duration.ZERO);
  private static final long LIMIT_NANOS = 10_000_000_000L;

  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final RandomGenerator random = Seeds.random(1);
  private final FaultyFolder folder = new FaultyFolder();

  @Test
  void moreThanTheQueueHoldsIsRefusedAtOnceAndServedLater() throws IOException {
    try (FileLog log = open(OPTIONS.withMemory(10_000, 5_000))) {
      List<CompletableFuture<Long>> taken = new ArrayList<>();
      folder.forcing().lock();
      try {
        CompletableFuture<Long> answer = log.append(0, Entries.any(random, 1_000));
        while (!answer.isCompletedExceptionally()) {
          taken.add(answer);
          answer = log.append(0, Entries.any(random, 1_000));
        }
        assertThat(reason(answer)).isEqualTo(LogException.Cause.OVERLOADED);
        assertThat(log.stats().pendingBytes()).isBetween(8_000L, 10_000L);
      } finally {
        folder.forcing().unlock();
      }

      taken.forEach(CompletableFuture::join);
      assertThat(log.append(0, Entries.of("later")).join()).isEqualTo(taken.size());
      assertThat(log.stats().refusedOverloaded()).isEqualTo(1);
      assertThat(log.stats().pendingBytes()).isZero();
    }
  }

  @Test
  void aSlowCallbackHoldsBackAppendsInsteadOfFillingMemory() throws IOException {
    CountDownLatch release = new CountDownLatch(1);
    try (FileLog log = open(OPTIONS.withMemory(10_000, 5_000))) {
      CompletableFuture<Long> first =
          log.append(0, Entries.of("first"), (_, _) -> awaitUninterruptibly(release));
      CompletableFuture<Long> last = first;
      while (!last.isCompletedExceptionally()) {
        last = log.append(0, Entries.any(random, 1_000));
      }

      assertThat(reason(last)).isEqualTo(LogException.Cause.OVERLOADED);
      assertThat(first).isNotDone();
      release.countDown();
      assertThat(first.join()).isZero();
    }
  }

  @Test
  void aCallbackThatThrowsIsCountedAndTheRecordIsAnswered() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      CompletableFuture<Long> answer =
          log.append(
              0,
              Entries.of("entry"),
              (_, _) -> {
                throw new IllegalStateException("on purpose");
              });

      assertThat(answer.join()).isZero();
      assertThat(log.append(0, Entries.of("next")).join()).isEqualTo(1);
      assertThat(log.stats().callbackFailures()).isEqualTo(1);
    }
  }

  @Test
  void aFullDiskRefusesAndTakesUpAgainByItself() throws IOException {
    LogModel model = new LogModel(1);
    try (FileLog log = open(OPTIONS)) {
      model.append(log, 0, Entries.any(random, 1_000));
      model.settle();
      folder.capacity(folder.usedBytes() + 100);

      assertThat(reason(log.append(0, Entries.any(random, 5_000))))
          .isEqualTo(LogException.Cause.FULL);
      assertThat(reason(log.append(0, Entries.any(random, 5_000))))
          .isEqualTo(LogException.Cause.FULL);
      folder.capacity(Long.MAX_VALUE);

      assertThat(appendUntilTaken(log, Entries.any(random, 5_000))).isEqualTo(1);
      model.append(log, 0, Entries.any(random, 5_000));
      model.settle();
      assertThat(log.stats().refusedFull()).isGreaterThanOrEqualTo(2);
    }
    try (FileLog log = open(OPTIONS)) {
      assertThat(log.end(0)).isEqualTo(3);
      assertThat(log.stats().tornBytes()).isZero();
    }
  }

  @Test
  void theSizeLimitHoldsAndCommitsMakeRoom(@TempDir Path real) {
    LogOptions options = OPTIONS.withDisk(20_000, 100_000);
    try (FileLog log = FileLog.open(real, options, clock)) {
      CompletableFuture<Long> answer = log.append(0, Entries.any(random, 9_000));
      while (!hasFailed(answer)) {
        answer = log.append(0, Entries.any(random, 9_000));
      }
      assertThat(reason(answer)).isEqualTo(LogException.Cause.FULL);
      assertThat(log.stats().diskBytes()).isBetween(80_000L, 100_000L);

      log.commit(0, log.end(0) / 2);

      assertThat(log.append(0, Entries.of("more")).join()).isEqualTo(log.end(0) - 1);
    }
  }

  @Test
  void aLogThatIsFullOfCommittedRecordsEmptiesItself() throws IOException {
    LogOptions options = OPTIONS.withDisk(90_000, 60_000);
    try (FileLog log = open(options)) {
      for (int i = 0; i < 100; i++) {
        log.commit(0, log.end(0));
        assertThat(appendUntilTaken(log, Entries.any(random, 9_000))).isEqualTo(i);
        assertThat(log.stats().diskBytes()).isLessThanOrEqualTo(60_000);
      }
    }
  }

  @Test
  void aFailedSyncIsNeverAcknowledged() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      log.append(0, Entries.of("first")).join();
      folder.failForces(1);

      assertThat(reason(log.append(0, Entries.of("lost")))).isEqualTo(LogException.Cause.STORAGE);
      assertThat(log.append(0, Entries.of("second")).join()).isEqualTo(1);
      assertThat(log.stats().files()).isEqualTo(2);
      assertThat(log.stats().refusedStorage()).isEqualTo(1);
    }
    try (FileLog log = open(OPTIONS)) {
      assertThat(RequestLogContract.payloads(log, 0)).containsExactly("first", "second");
      assertThat(log.stats().damagedBlocks()).isZero();
    }
  }

  @Test
  void aFailedWriteLeavesTheFileInUse() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      log.append(0, Entries.of("first")).join();
      folder.failWrites(1);

      assertThat(reason(log.append(0, Entries.of("lost")))).isEqualTo(LogException.Cause.STORAGE);
      assertThat(log.append(0, Entries.of("second")).join()).isEqualTo(1);
      assertThat(log.stats().files()).isEqualTo(1);
    }
  }

  @Test
  void aCommitThatCannotBeWrittenCountsAllTheSame() throws IOException {
    try (FileLog log = open(OPTIONS)) {
      log.append(0, Entries.of("first")).join();
      folder.capacity(0);

      log.commit(0, 1);

      assertThat(log.committed(0)).isEqualTo(1);
      assertThat(log.stats().storageFailures()).isEqualTo(1);
    }
  }

  @Test
  void clockJumpsDoNotMatter() throws IOException {
    LogModel model = new LogModel(1);
    for (int round = 0; round < 5; round++) {
      try (FileLog log = open(OPTIONS)) {
        for (Duration jump : List.of(Duration.ofDays(4_000), Duration.ofDays(-7_000))) {
          Entry entry = Entries.any(random, 500);
          model.append(log, 0, entry);
          model.settle();
          clock.advance(jump);
          assertThat(log.append(0, entry).join()).isEqualTo(log.end(0) - 1);
        }
        model.check(log);
      }
    }
  }

  private long appendUntilTaken(FileLog log, Entry entry) {
    long began = System.nanoTime();
    CompletableFuture<Long> answer = log.append(0, entry);
    while (hasFailed(answer) && System.nanoTime() - began < LIMIT_NANOS) {
      answer = log.append(0, entry);
    }
    return answer.join();
  }

  private static boolean hasFailed(CompletableFuture<Long> answer) {
    return answer.handle((_, failure) -> failure != null).join();
  }

  private static LogException.Cause reason(CompletableFuture<Long> answer) {
    return answer.handle((_, failure) -> ((LogException) failure).reason()).join();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private FileLog open(LogOptions options) throws IOException {
    return FileLog.open(folder, options, clock, random);
  }
}
