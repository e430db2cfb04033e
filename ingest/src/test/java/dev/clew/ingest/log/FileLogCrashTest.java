package dev.clew.ingest.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Whatever fails and whenever it dies: nothing acknowledged is lost, nothing doubled or invented.
final class FileLogCrashTest {
  private static final int SEEDS = Integer.getInteger("clew.seeds", 300);

  @Test
  void nothingAcknowledgedIsLostOrDoubled() {
    Seeds.forEach(SEEDS, random -> new Life(random).live());
  }

  @Test
  void aBlockThatOnlyTheCacheHasIsMadeDurableBeforeItIsTrusted() throws IOException {
    FaultyFolder folder = new FaultyFolder();
    FileLog dying = open(folder);
    dying.append(0, Entries.of("first")).join();
    folder.failForces(1);
    assertThat(dying.append(0, Entries.of("second")).handle((_, failure) -> failure).join())
        .isInstanceOf(LogException.class);
    folder.dieAfter(0);
    dying.close();
    folder.dieAfter(Long.MAX_VALUE);

    try (FileLog log = open(folder)) {
      assertThat(log.append(0, Entries.of("second")).join()).isEqualTo(1);
      folder = folder.afterPowerCut(Seeds.random(1));
    }

    try (FileLog log = open(folder)) {
      assertThat(RequestLogContract.payloads(log, 0)).containsExactly("first", "second");
    }
  }

  private static FileLog open(FaultyFolder folder) throws IOException {
    FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
    return FileLog.open(folder, LogOptions.defaults(), clock, Seeds.random(1));
  }

  /// A log that is opened, used and ended in random ways, several times.
  private static final class Life {
    private final RandomGenerator random;
    private final FakeClock clock = new FakeClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LogOptions options;
    private final LogModel model;
    private final List<Entry> appended = new ArrayList<>();
    private FaultyFolder folder = new FaultyFolder();

    Life(RandomGenerator random) {
      this.random = random;
      int partitions = 1 + random.nextInt(3);
      model = new LogModel(partitions);
      options =
          LogOptions.defaults()
              .withPartitions(partitions)
              .withGather(Duration.ZERO)
              .withRecentEntries(1_000)
              .withMemory(1 << 20, 100 + random.nextInt(4_000))
              .withDisk(8_192 + random.nextInt(20_000), 30_000 + random.nextInt(200_000))
              .withRetention(random.nextInt(2) * 20_000L, Duration.ofHours(random.nextInt(2)));
    }

    void live() throws IOException {
      for (int round = 0; round < 6; round++) {
        while (random.nextInt(4) == 0) {
          dieWhileOpening();
        }
        folder.dieAfter(Long.MAX_VALUE);
        FileLog log = FileLog.open(folder, options, clock, random);
        model.check(log);
        plantFault();
        use(log);
        end(log);
      }
    }

    private void dieWhileOpening() {
      folder.dieAfter(random.nextInt(20));
      try (FileLog log = FileLog.open(folder, options, clock, random)) {
        assertThat(log.partitions()).isEqualTo(options.partitions());
      } catch (IOException death) {
        assertThat(death).hasMessage("dead");
      }
      folder = random.nextBoolean() ? folder.copy() : folder.afterPowerCut(random);
    }

    private void plantFault() {
      switch (random.nextInt(8)) {
        case 0, 1 -> folder.dieAfter(random.nextInt(60));
        case 2 -> folder.failForces(1 + random.nextInt(3));
        case 3 -> folder.failWrites(1 + random.nextInt(3));
        case 4 -> {
          folder.failWrites(1 + random.nextInt(2));
          folder.failTruncations(1);
        }
        case 5 -> folder.capacity(folder.usedBytes() + random.nextInt(10_000));
        case 6 -> clock.advance(Duration.ofDays(random.nextInt(2_000) - 1_000));
        default -> {}
      }
    }

    private void use(FileLog log) {
      for (int batch = random.nextInt(12); batch > 0; batch--) {
        for (int i = random.nextInt(6); i >= 0; i--) {
          Entry entry = entry();
          model.append(log, entry.payloadLength() % options.partitions(), entry);
        }
        if (random.nextInt(3) > 0) {
          model.settle();
        }
        if (random.nextInt(3) == 0) {
          int partition = random.nextInt(options.partitions());
          log.commit(partition, random.nextLong(log.end(partition) + 1));
        }
        if (random.nextInt(8) == 0) {
          folder.capacity(Long.MAX_VALUE);
        }
      }
      model.settle();
    }

    /// A new one, or one sent before.
    private Entry entry() {
      if (!appended.isEmpty() && random.nextInt(4) == 0) {
        return appended.get(random.nextInt(appended.size()));
      }
      appended.add(Entries.any(random, 1_500));
      return appended.getLast();
    }

    private void end(FileLog log) {
      switch (random.nextInt(3)) {
        case 0 -> log.close();
        case 1 -> {
          FaultyFolder left = folder.copy();
          log.close();
          folder = left;
        }
        default -> {
          FaultyFolder left = folder.afterPowerCut(random);
          log.close();
          folder = left;
        }
      }
      folder.capacity(Long.MAX_VALUE);
      folder.failForces(0);
      folder.failWrites(0);
      folder.failTruncations(0);
    }
  }
}
