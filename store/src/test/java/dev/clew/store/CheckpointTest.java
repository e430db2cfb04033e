package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {
  private static final long BASE = 1_763_000_000_000_000_000L;

  private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(0, BASE));
  private final List<Long> released = new ArrayList<>();
  private String state = "nothing yet";
  private long needed = Long.MAX_VALUE;

  @TempDir Path folder;

  @Test
  void theStateOfTheCutComesBack() throws IOException {
    try (Store store = open()) {
      append(store, 0);
      state = "after record 0";
      store.sealNow();
      append(store, 1);
      state = "after record 1";
    }

    try (Store store = open()) {
      assertThat(store.sealedOffset(0)).isEqualTo(2);
      assertThat(stateOf(store)).isEqualTo("after record 1");
      assertThat(folder.resolve("checkpoints").toFile().list()).hasSize(1);
    }
  }

  @Test
  void aStateThatTheManifestDoesNotNameIsDeleted() throws IOException {
    try (Store store = open()) {
      append(store, 0);
      state = "of the manifest";
      store.sealNow();
    }
    Path other = folder.resolve("checkpoints/p0-other");
    Files.copy(checkpointFile(), other);

    try (Store store = open()) {
      assertThat(stateOf(store)).isEqualTo("of the manifest");
      assertThat(other).doesNotExist();
    }
  }

  @Test
  void rowsThatComeLateOfOlderRecordsAreSealedOnTheirOwn() throws IOException {
    try (Store store = open()) {
      append(store, 0);
      store.sealNow();
      long rows = store.size().rows();
      for (int seed = 1; seed < 4; seed++) {
        state = "decided " + seed;
        store.append(new RandomBatches(Seeds.random(seed), BASE).spans(5), 0, 0);
        store.sealNow();
        assertThat(store.sealedOffset(0)).isEqualTo(1);
        assertThat(store.size().segments()).isEqualTo(1 + seed);
        assertThat(store.size().rows()).isGreaterThan(rows);
        rows = store.size().rows();
      }
    }

    try (Store store = open()) {
      assertThat(stateOf(store)).isEqualTo("decided 3");
      assertThat(store.size().segments()).isEqualTo(4);
    }
  }

  @Test
  void recordsWithoutRowsMoveTheOffset() throws IOException {
    try (Store store = open()) {
      store.advance(0, 0);
      store.advance(0, 1);
      store.sealNow();

      assertThat(store.sealedOffset(0)).isEqualTo(2);
      assertThat(store.size().segments()).isZero();
    }
  }

  @Test
  void recordsThatAreStillNeededAreNotReleased() throws IOException {
    needed = 1;
    try (Store store = open()) {
      for (int offset = 0; offset < 5; offset++) {
        append(store, offset);
      }
      store.sealNow();
      assertThat(released).containsExactly(1L);
    }

    try (Store store = open()) {
      assertThat(store.sealedOffset(0)).isEqualTo(5);
      assertThat(store.neededOffset(0)).isEqualTo(1);
      assertThat(store.checkpoint(0).neededOffset()).isEqualTo(1);
    }
  }

  @Test
  void aDamagedStateCountsAsNone() throws IOException {
    try (Store store = open()) {
      append(store, 0);
      store.sealNow();
    }
    Path file = checkpointFile();
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);

      try (Store store = open()) {
        assertThat(stateOf(store)).isEmpty();
        assertThat(store.sealedOffset(0)).isEqualTo(1);
      }
    }
  }

  private Path checkpointFile() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("checkpoints"))) {
      return files.findFirst().orElseThrow();
    }
  }

  private void append(Store store, long offset) {
    SpanBatch spans = new RandomBatches(Seeds.random(offset), BASE).spans(5);
    store.append(spans, 0, offset);
    store.advance(0, offset);
  }

  private static String stateOf(Store store) {
    return new String(store.checkpoint(0).state(), StandardCharsets.UTF_8);
  }

  private Store open() {
    return Store.open(
        folder,
        StoreOptions.defaults().sealing(1_000_000, Duration.ofDays(1)),
        clock,
        clock::steadyNanos,
        (_, cut) -> {
          cut.run();
          return new Checkpoint(state.getBytes(StandardCharsets.UTF_8), needed);
        },
        (_, offset) -> released.add(offset));
  }
}
