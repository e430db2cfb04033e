package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Damage costs the block it is in and no other.
final class FileLogDamageTest {
  private static final int RECORDS = 24;
  private static final LogOptions OPTIONS =
      LogOptions.defaults()
          .withDisk(5_000, 1 << 20)
          .withGather(Duration.ZERO)
          .withRecentEntries(100);

  private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final RandomGenerator random = Seeds.random(1);
  private final LogModel model = new LogModel(1);
  private final List<Place> places = new ArrayList<>();

  @Test
  void aLastBlockTornAnywhereIsCut() throws IOException {
    FaultyFolder folder = written();
    Place last = places.getLast();
    byte[] whole = folder.bytes(last.file);

    for (int length = last.from; length < whole.length; length++) {
      FaultyFolder torn = folder.copy();
      torn.put(last.file, Arrays.copyOf(whole, length));
      try (FileLog log = open(torn)) {
        model.checkBut(log, Set.of(last.offset));
        assertThat(log.end(0)).isEqualTo(last.offset);
        assertThat(log.stats().tornBytes()).isEqualTo(length - last.from);
        assertThat(log.append(0, Entries.of("next")).join()).isEqualTo(last.offset);
      }
      assertThat(lastPayload(torn)).isEqualTo("next");
    }
  }

  @Test
  void aFlippedBitLosesOnlyItsBlock() throws IOException {
    FaultyFolder folder = written();
    for (Place place : places) {
      for (int at = place.from; at < place.to; at++) {
        FaultyFolder damaged = flipped(folder, place.file, at);
        try (FileLog log = open(damaged)) {
          model.checkBut(log, Set.of(place.offset));
          assertThat(RequestLogContract.payloads(log, 0)).hasSize(RECORDS - 1);
          boolean isLast = place.equals(places.getLast());
          assertThat(log.stats().damagedBlocks()).isEqualTo(isLast ? 0 : 1);
          assertThat(log.stats().missingRecords()).isEqualTo(isLast ? 0 : 1);
        }
      }
    }
  }

  @Test
  void aFlippedBitInAHeaderLosesNothing() throws IOException {
    FaultyFolder folder = written();
    for (String file : files()) {
      for (int at = 0; at < FileHeader.BYTES; at += 1 + random.nextInt(at < 200 ? 2 : 200)) {
        FaultyFolder damaged = flipped(folder, file, at);
        try (FileLog log = open(damaged)) {
          model.check(log);
          assertThat(log.stats().missingRecords()).isZero();
          assertThat(log.append(0, Entries.of("next")).join()).isEqualTo(RECORDS);
        }
        assertThat(lastPayload(damaged)).isEqualTo("next");
      }
    }
  }

  @Test
  void aFlippedBitInTheCommitFileLosesNothing() throws IOException {
    FaultyFolder folder = written();
    try (FileLog log = open(folder)) {
      log.commit(0, 5);
    }
    for (int at = 0; at < folder.bytes(CommitFile.NAME).length; at++) {
      try (FileLog log = open(flipped(folder, CommitFile.NAME, at))) {
        model.check(log);
        assertThat(log.committed(0)).isZero();
        assertThat(log.end(0)).isEqualTo(RECORDS);
      }
    }
  }

  @Test
  void theOffsetOfALostRecordThatWasCommittedIsNotGivenOutAgain() throws IOException {
    FaultyFolder folder = written();
    try (FileLog log = open(folder)) {
      log.commit(0, RECORDS);
    }
    folder.damage(places.getLast().file, places.getLast().from);

    try (FileLog log = open(folder)) {
      assertThat(log.append(0, Entries.of("next")).join()).isEqualTo(RECORDS);
      assertThat(log.stats().missingRecords()).isZero();
    }
  }

  @Test
  void damageAfterOpeningIsPassedOverByReaders() throws IOException {
    FaultyFolder folder = written();
    Place place = places.get(RECORDS / 2);
    try (FileLog log = open(folder)) {
      folder.damage(place.file, place.from + 50);

      model.checkBut(log, Set.of(place.offset));
      model.checkBut(log, Set.of(place.offset));

      assertThat(log.stats().damagedBlocks()).isEqualTo(1);
    }
  }

  @Test
  void aMissingFileLosesOnlyItsRecords() throws IOException {
    FaultyFolder folder = written();
    String file = files().get(1);
    folder.delete(file);
    List<Long> lost =
        places.stream().filter(place -> place.file.equals(file)).map(Place::offset).toList();

    try (FileLog log = open(folder)) {
      model.checkBut(log, Set.copyOf(lost));
      assertThat(log.stats().missingRecords()).isEqualTo(lost.size());
      assertThat(log.end(0)).isEqualTo(RECORDS);
    }
  }

  @Test
  void aFileWhoseCreationWasCutShortIsDropped() throws IOException {
    for (int length : new int[] {0, 1, 100, FileHeader.BYTES - 1}) {
      FaultyFolder folder = new FaultyFolder();
      try (FileLog log = open(folder)) {
        log.append(0, Entries.of("first")).join();
      }
      folder.put(LogFile.name(2), new byte[length]);

      try (FileLog log = open(folder)) {
        assertThat(log.append(0, Entries.of("next")).join()).isEqualTo(1);
        assertThat(log.stats().damagedBlocks()).isZero();
      }
      assertThat(lastPayload(folder)).isEqualTo("next");
    }
  }

  @Test
  void blocksWithinAPayloadAreNotTakenForBlocks() throws IOException {
    FaultyFolder other = new FaultyFolder();
    try (FileLog log = open(other)) {
      log.append(0, Entries.any(random, 20_000)).join();
    }
    FaultyFolder folder = new FaultyFolder();
    byte[] forgery = other.bytes(LogFile.name(1));
    Entry carrier = Entry.of(Signal.LOGS, (byte) 0, "", 0, forgery);
    try (FileLog log = open(folder)) {
      log.append(0, carrier).join();
      log.append(0, Entries.of("last")).join();
    }
    folder.damage(LogFile.name(1), FileHeader.BYTES + 20);

    try (FileLog log = open(folder)) {
      assertThat(RequestLogContract.payloads(log, 0)).containsExactly("last");
    }
  }

  /// A log of several files, one record in each block.
  private FaultyFolder written() throws IOException {
    FaultyFolder folder = new FaultyFolder();
    try (FileLog log = open(folder)) {
      for (int i = 0; i < RECORDS; i++) {
        model.append(log, 0, Entries.any(random, 150));
        model.settle();
        String file = folder.names().getLast();
        int to = folder.bytes(file).length;
        boolean isFirst = places.isEmpty() || !places.getLast().file.equals(file);
        places.add(new Place(i, file, isFirst ? FileHeader.BYTES : places.getLast().to, to));
      }
    }
    assertThat(files()).hasSizeGreaterThan(2);
    return folder;
  }

  private List<String> files() {
    return places.stream().map(Place::file).distinct().toList();
  }

  private FileLog open(FaultyFolder folder) throws IOException {
    return FileLog.open(folder, OPTIONS, clock, Seeds.random(random.nextLong()));
  }

  private FaultyFolder flipped(FaultyFolder folder, String file, int at) {
    FaultyFolder copy = folder.copy();
    byte[] bytes = folder.bytes(file);
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    copy.put(file, bytes);
    return copy;
  }

  private String lastPayload(FaultyFolder folder) throws IOException {
    try (FileLog log = open(folder)) {
      return RequestLogContract.payloads(log, 0).getLast();
    }
  }

  /// Where the block of a record is.
  private record Place(long offset, String file, int from, int to) {}
}
