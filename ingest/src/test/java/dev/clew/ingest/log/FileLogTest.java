package dev.clew.ingest.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.ingest.log.Entries.Content;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds for the log on a real disk across openings.
final class FileLogTest {
  private static final LogOptions OPTIONS = LogOptions.defaults().withPartitions(2);

  @TempDir private Path folder;
  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final RandomGenerator random = Seeds.random(1);

  @Test
  void recordsAndOffsetsSurviveReopening() {
    List<Content> appended = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      try (FileLog log = open(OPTIONS)) {
        assertThat(log.end(1)).isEqualTo(appended.size());
        assertThat(RequestLogContract.read(log, 1, 0)).isEqualTo(appended);
        for (int i = 0; i < 10; i++) {
          Entry entry = Entries.any(random, 300);
          assertThat(log.append(1, entry).join()).isEqualTo(appended.size());
          appended.add(Content.of(entry));
        }
      }
    }
  }

  @Test
  void anEntryLargerThanABlockIsKept() {
    Entry large = Entries.any(Seeds.random(2), 5_000_000);
    LogOptions small = OPTIONS.withMemory(8 << 20, 1_000);
    try (FileLog log = open(small)) {
      log.append(0, Entries.of("before")).join();
      log.append(0, large).join();
      log.append(0, Entries.of("after")).join();
    }

    try (FileLog log = open(small)) {
      assertThat(RequestLogContract.read(log, 0, 0).get(1)).isEqualTo(Content.of(large));
      assertThat(RequestLogContract.payloads(log, 0)).hasSize(3).endsWith("after");
    }
  }

  @Test
  void anEntryLargerThanTheQueueIsAWrongCall() {
    try (FileLog log = open(OPTIONS.withMemory(100, 100))) {
      Entry large = Entries.of("x".repeat(101));

      assertThatThrownBy(() -> log.append(0, large)).isInstanceOf(IllegalArgumentException.class);
      assertThat(log.append(0, Entries.of("x".repeat(100))).join()).isZero();
    }
  }

  @Test
  void readingBeginsAnywhere() {
    LogOptions manyFiles = OPTIONS.withDisk(300_000, 1 << 30);
    List<Content> appended = new ArrayList<>();
    try (FileLog log = open(manyFiles)) {
      for (int i = 0; i < 300; i++) {
        Entry entry = Entries.any(random, 8_000);
        appended.add(Content.of(entry));
        log.append(0, entry).join();
      }
      assertThat(log.stats().files()).isGreaterThan(2);
      assertReadFromAnywhere(log, appended);
    }
    try (FileLog log = open(manyFiles)) {
      assertReadFromAnywhere(log, appended);
    }
  }

  private static void assertReadFromAnywhere(FileLog log, List<Content> appended) {
    for (int from = 0; from <= appended.size(); from += 7) {
      assertThat(RequestLogContract.read(log, 0, from))
          .isEqualTo(appended.subList(from, appended.size()));
    }
  }

  @Test
  void readersAndTheWriterDoNotDisturbEachOther() throws InterruptedException {
    try (FileLog log = open(OPTIONS.withDisk(50_000, 1 << 30).withRetention(0, Duration.ZERO))) {
      Thread writer =
          Thread.startVirtualThread(() -> {
            for (int i = 0; i < 400; i++) {
              log.append(0, Entries.of("entry " + i + "-".repeat(i))).join();
              log.commit(0, Math.max(0, i - 100));
            }
          });
      while (writer.isAlive()) {
        long[] last = {-1};
        log.read(
            0,
            0,
            (_, offset, _, entry) -> {
              assertThat(new String(entry.copyPayload(), UTF_8))
                  .startsWith("entry " + offset + "-".repeat((int) offset));
              assertThat(last[0] < 0 || offset == last[0] + 1).isTrue();
              last[0] = offset;
              return true;
            });
      }
      writer.join();
      assertThat(log.end(0)).isEqualTo(400);
      assertThat(log.stats().damagedBlocks()).isZero();
    }
  }

  @Test
  void aFolderIsOpenOnlyOnce() {
    try (FileLog log = open(OPTIONS)) {
      assertThatThrownBy(() -> open(OPTIONS))
          .isInstanceOf(LogException.class)
          .hasStackTraceContaining("in use");
      assertThat(log.append(0, Entries.of("entry")).join()).isZero();
    }
  }

  @Test
  void partitionsCanBeAddedButNotRemoved() {
    try (FileLog log = open(OPTIONS)) {
      log.append(1, Entries.of("old")).join();
    }
    try (FileLog log = open(OPTIONS.withPartitions(5))) {
      assertThat(log.append(4, Entries.of("new")).join()).isZero();
      assertThat(RequestLogContract.payloads(log, 1)).containsExactly("old");
    }
    assertThatThrownBy(() -> open(OPTIONS.withPartitions(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partition");
  }

  @Test
  void theCommittedOffsetSurvivesReopening() {
    try (FileLog log = open(OPTIONS)) {
      log.append(1, Entries.of("a")).join();
      log.append(1, Entries.of("b")).join();
      log.commit(1, 1);
    }

    try (FileLog log = open(OPTIONS)) {
      assertThat(log.committed(1)).isEqualTo(1);
      assertThat(log.start(1)).isZero();
    }
  }

  @Test
  void noOffsetBelowTheFloorIsGivenOut() {
    try (FileLog log = FileLog.open(folder, OPTIONS, clock, 0, 1_000)) {
      assertThat(log.committed(1)).isZero();
      assertThat(log.append(1, Entries.of("a")).join()).isEqualTo(1_000);
      assertThat(log.append(0, Entries.of("a")).join()).isZero();
    }
    try (FileLog log = open(OPTIONS)) {
      assertThat(log.end(1)).isEqualTo(1_001);
      assertThat(log.stats().missingRecords()).isZero();
    }
  }

  @Test
  void committedFilesAreDeletedButForTheRetention() {
    LogOptions options = OPTIONS.withDisk(20_000, 1 << 20).withRetention(50_000, Duration.ZERO);
    try (FileLog log = open(options)) {
      for (int i = 0; i < 20; i++) {
        log.append(0, Entries.any(random, 20_000)).join();
      }
      int before = log.stats().files();
      log.commit(0, log.end(0));

      assertThat(log.stats().files()).isLessThan(before);
      assertThat(log.stats().diskBytes()).isBetween(50_000L, 80_000L);
      assertThat(log.start(0)).isPositive();
      assertThat(RequestLogContract.read(log, 0, 0)).hasSize((int) (log.end(0) - log.start(0)));
    }
  }

  @Test
  void committedFilesAreKeptForTheirTime() {
    LogOptions options = OPTIONS.withDisk(5_000, 1 << 20).withRetention(0, Duration.ofHours(1));
    try (FileLog log = open(options)) {
      for (int i = 0; i < 10; i++) {
        log.append(0, Entries.any(random, 3_000)).join();
      }
      int before = log.stats().files();
      log.commit(0, 8);
      assertThat(log.stats().files()).isEqualTo(before);

      clock.advance(Duration.ofHours(2));
      log.commit(0, 9);

      assertThat(log.stats().files()).isLessThan(before);
    }
  }

  @Test
  void offsetsGoOnAfterAllFilesButTheLastAreDeleted() {
    LogOptions options = OPTIONS.withDisk(4_200, 1 << 20).withRetention(0, Duration.ZERO);
    try (FileLog log = open(options)) {
      for (int i = 0; i < 10; i++) {
        log.append(i % 2, Entries.any(random, 3_000)).join();
      }
      log.commit(0, 5);
      log.commit(1, 5);
    }
    try (FileLog log = open(options)) {
      assertThat(log.stats().files()).isEqualTo(1);
      assertThat(log.append(0, Entries.of("next")).join()).isEqualTo(5);
      assertThat(log.append(1, Entries.of("next")).join()).isEqualTo(5);
    }
  }

  @Test
  void aFileOfALaterVersionIsRefused() throws IOException {
    FaultyFolder later = new FaultyFolder();
    byte[] header =
        new FileHeader(1, 0, 1, -1, new SecretKey(1, 2, 3, 4), new long[1]).encode().array();
    header[11] = 9;
    int checksum = Checksum.of(header, 0, FileHeader.BYTES - 4);
    ByteBuffer.wrap(header).putInt(FileHeader.BYTES - 4, checksum);
    later.put(LogFile.name(1), header);

    assertThatThrownBy(() -> FileLog.open(later, OPTIONS, clock, random))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void aFolderThatCannotBeMadeIsAStorageFailure() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> FileLog.open(file, OPTIONS, InstantSource.system()))
        .isInstanceOfSatisfying(
            LogException.class,
            failure -> assertThat(failure.reason()).isEqualTo(LogException.Cause.STORAGE));
  }

  private FileLog open(LogOptions options) {
    return FileLog.open(folder, options, clock);
  }
}
