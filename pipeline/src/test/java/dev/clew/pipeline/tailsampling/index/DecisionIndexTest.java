package dev.clew.pipeline.tailsampling.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionIndexTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 1_700_000_000L * SECOND;
  private static final DecisionIndex.Limits LIMITS = new DecisionIndex.Limits(3_600, 100, 50);

  @TempDir private Path folder;

  @Test
  void anEntryHoldsWhatWasPutIn() {
    long entry = Entry.of(true, false, 8_191, 65_535, NOW);

    assertThat(Entry.isKept(entry)).isTrue();
    assertThat(Entry.isPartial(entry)).isFalse();
    assertThat(Entry.name(entry)).isEqualTo(8_191);
    assertThat(Entry.weight(entry)).isEqualTo(65_535);
    assertThat(Entry.seconds(entry)).isEqualTo(NOW / SECOND);
    assertThat(Entry.of(false, false, 0, 0, 0)).isNotEqualTo(Entry.NONE);
  }

  @Test
  void everyDecisionIsFoundExactlyAndNoOther() {
    Seeds.forEach(
        20,
        random -> {
          Path own = folder.resolve("exact" + random.nextLong());
          try (DecisionIndex index = new DecisionIndex(own, LIMITS)) {
            Map<Long, Long> expected = new HashMap<>();
            for (int i = 0; i < 1_000; i++) {
              long low = random.nextInt(5_000);
              long entry = Entry.of(random.nextBoolean(), random.nextBoolean(), 3, i, NOW);
              index.add(low % 7, low, entry);
              expected.put(low, entry);
            }
            assertThat(index.fileCount()).isGreaterThan(5);
            for (long low = 0; low < 5_000; low++) {
              assertThat(index.find(low % 7, low)).isEqualTo(expected.getOrDefault(low, 0L));
              assertThat(index.find(low % 7 + 1, low)).isEqualTo(Entry.NONE);
            }
          }
        });
  }

  @Test
  void decisionsAreKnownAfterARestartWhereverTheyWere() throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (DecisionIndex index = new DecisionIndex(folder, LIMITS)) {
      add(index, 0, 250);
      index.save(new DataOutputStream(saved));
    }

    try (DecisionIndex restored = restored(saved)) {
      assertThat(restored.fileCount()).isEqualTo(2);
      for (long id = 0; id < 250; id++) {
        assertThat(restored.find(1, id)).isEqualTo(entry(id));
      }
      assertThat(restored.find(1, 250)).isEqualTo(Entry.NONE);
    }
  }

  @Test
  void aReplayWritesTheSameFilesAgain() throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (DecisionIndex index = new DecisionIndex(folder, LIMITS)) {
      add(index, 0, 150);
      index.save(new DataOutputStream(saved));
      add(index, 150, 350);
    }
    Map<String, List<Byte>> before = files();

    try (DecisionIndex restored = restored(saved)) {
      add(restored, 150, 350);
    }

    assertThat(before).hasSize(3);
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void filesThatNoCheckpointRefersToAreDeletedAtTheStart() throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (DecisionIndex index = new DecisionIndex(folder, LIMITS)) {
      add(index, 0, 150);
      index.save(new DataOutputStream(saved));
      add(index, 150, 350);
    }
    Files.writeString(folder.resolve("half-written.decisions.tmp"), "x");

    restored(saved).close();

    assertThat(files()).hasSize(1);
  }

  @Test
  void decisionsGoWhenTheyAreTooOldButTheirFileWaitsForTheCheckpoint() throws IOException {
    try (DecisionIndex index = new DecisionIndex(folder, LIMITS)) {
      add(index, 0, 100);
      index.advance(NOW + 3_599 * SECOND);
      assertThat(index.find(1, 5)).isNotEqualTo(Entry.NONE);

      index.advance(NOW + 3_600 * SECOND);
      assertThat(index.find(1, 5)).isEqualTo(Entry.NONE);
      index.checkpointed();
      assertThat(files()).as("the last checkpoint refers to it").hasSize(1);

      index.save(new DataOutputStream(new ByteArrayOutputStream()));
      assertThat(files()).as("it is not durable yet").hasSize(1);
      index.checkpointed();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void fewDecisionsBecomeAFileWhenTheyAreOld() throws IOException {
    try (DecisionIndex index = new DecisionIndex(folder, LIMITS)) {
      add(index, 0, 5);
      index.advance(NOW + 449 * SECOND);
      assertThat(index.fileCount()).isZero();
      index.advance(NOW + 450 * SECOND);
      assertThat(index.fileCount()).isEqualTo(1);
      assertThat(index.find(1, 3)).isEqualTo(entry(3));
    }
  }

  @Test
  void tooManyDecisionsForgetTheOldestAndCountThem() throws IOException {
    DecisionIndex.Limits few = new DecisionIndex.Limits(3_600, 100, 2);
    try (DecisionIndex index = new DecisionIndex(folder, few)) {
      add(index, 0, 300);

      assertThat(index.forgottenEarly()).isEqualTo(100);
      assertThat(index.find(1, 99)).isEqualTo(Entry.NONE);
      assertThat(index.find(1, 100)).isEqualTo(entry(100));
    }
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    try (DecisionIndex index = new DecisionIndex(folder, LIMITS)) {
      add(index, 0, 100);
      index.save(new DataOutputStream(saved));
    }
    Path file = folder.resolve(files().keySet().iterator().next());
    byte[] bytes = Files.readAllBytes(file);
    bytes[40] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> restored(saved))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged");
  }

  @Test
  void withoutADiskDecisionsStayInMemoryAndAreBounded() throws IOException {
    Path noFolder = Files.writeString(folder.resolve("file"), "").resolve("below");
    try (DecisionIndex index = new DecisionIndex(noFolder, LIMITS)) {
      add(index, 0, 300);
      assertThat(index.find(1, 0)).isEqualTo(entry(0));
      assertThat(index.failures()).isPositive();

      add(index, 300, 500);
      assertThat(index.forgottenEarly()).isPositive();
      assertThat(index.size() + index.forgottenEarly()).isEqualTo(500);
    }
  }

  @Test
  void aDecisionTakesAbout24BytesOnDiskAndTwoInMemory() throws IOException {
    DecisionIndex.Limits large = new DecisionIndex.Limits(3_600, 50_000, 50);
    try (DecisionIndex index = new DecisionIndex(folder, large)) {
      add(index, 0, 50_000);

      assertThat(files().values().iterator().next()).hasSize(50_000 * 24 + 16);
      assertThat(index.memoryBytes()).isLessThan(50_000 * 2);
    }
  }

  private DecisionIndex restored(ByteArrayOutputStream saved) throws IOException {
    DecisionIndex index = new DecisionIndex(folder, LIMITS);
    index.restore(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    return index;
  }

  private static void add(DecisionIndex index, long from, long to) {
    for (long id = from; id < to; id++) {
      index.add(1, id, entry(id));
    }
  }

  private static long entry(long id) {
    return Entry.of(id % 2 == 0, false, 1, (int) (id % 100), NOW);
  }

  private Map<String, List<Byte>> files() throws IOException {
    Map<String, List<Byte>> contents = new HashMap<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Files.readAllBytes(path)) {
          bytes.add(b);
        }
        contents.put(path.getFileName().toString(), bytes);
      }
    }
    return contents;
  }
}
