package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Field;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceView;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A damaged file costs its own segment and nothing else.
final class DamageTest {
  private static final long BASE = 1_790_000_000_000_000_000L;
  private static final String DAMAGED = "traces-p0-000000000001-000000000001";

  private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_790_000_060));
  private final SpanBatch whole = new SpanBatch(256);
  private final SpanBatch lost = new RandomBatches(Seeds.random(100), BASE).spans(30);

  @TempDir Path folder;

  @BeforeEach
  void seal() throws IOException {
    try (Store store = open()) {
      for (int part = 0; part < 4; part++) {
        SpanBatch spans = part == 1 ? lost : new RandomBatches(Seeds.random(part), BASE).spans(30);
        store.append(spans, 0, part);
        store.sealNow();
        if (part != 1) {
          whole.appendAll(spans);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "segment.json",
        "traces.index",
        "values.filter",
        "spans.parquet",
        "values.json.zst"
      })
  void aCutFileIsFoundAtTheStart(String name) throws IOException {
    Path file = file(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    try (Store store = open()) {
      checkSetAside(store);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment.json", "traces.index", "values.filter"})
  void aFlippedBitAnywhereIsFoundAtTheStart(String name) {
    Seeds.forEach(
        25,
        random -> {
          byte[] before = flip(file(name), random);
          try (Store store = open()) {
            checkSetAside(store);
          }
          restore(name, before);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"spans.parquet", "origins.parquet", "values.json.zst"})
  void damageWhileRunningNeverHarmsAnAnswerAboutTheRest(String name) throws IOException {
    Seeds.forEach(
        15,
        random -> {
          byte[] sound;
          boolean isSetAside;
          try (Store store = open()) {
            TreeMap<String, String> before = Asked.traces(store, whole);
            sound = flip(file(name), random);

            assertThat(Asked.candidates(store, TimeRange.ALL)).containsAll(Asked.ids(whole));
            assertThat(Asked.traces(store, whole)).isEqualTo(before);
            values(store);
            Asked.count(store, lost);

            isSetAside = store.segmentsSetAside() > 0;
          }
          if (isSetAside) {
            restore(name, sound);
          } else {
            write(file(name), sound);
          }
        });
  }

  @Test
  void aSegmentOfZerosIsSetAsideBySearchAndTheRestIsFound() throws IOException {
    Path file = file("spans.parquet");
    try (Store store = open()) {
      Files.write(file, new byte[(int) Files.size(file)]);

      assertThat(Asked.candidates(store, TimeRange.ALL)).containsAll(Asked.ids(whole));

      checkSetAside(store);
    }
  }

  @Test
  void aDamagedSegmentDoesNotStopTheMergeOfTheOthers() throws IOException {
    try (Store store = open()) {
      for (int part = 4; part < 12; part++) {
        SpanBatch spans = new RandomBatches(Seeds.random(part), BASE).spans(5);
        store.append(spans, 0, part);
        whole.appendAll(spans);
        store.sealNow();
      }
      flip(file("spans.parquet"), Seeds.random(1));

      store.tidy();
      store.tidy();

      checkSetAside(store);
      assertThat(store.size().segments()).isEqualTo(1);
    }
  }

  @Test
  void aFailureCostsNoSegmentThatIsSound() {
    try (Store store = open();
        Holdings holdings = store.holdings(Signal.TRACES)) {
      assertThat(store.setAsideDamaged(holdings, new IOException("too many open files"))).isFalse();

      assertThat(store.segmentsSetAside()).isZero();
      assertThat(Asked.count(store, lost)).isEqualTo(lost.size());
    }
  }

  private void checkSetAside(Store store) {
    assertThat(Asked.count(store, lost)).isZero();
    assertThat(Asked.count(store, whole)).isEqualTo(whole.size());
    assertThat(store.segmentsSetAside()).isEqualTo(1);
    assertThat(store.segmentsInQuarantine()).isEqualTo(1);
  }

  private static void values(Store store) {
    try (TraceView view = store.view(Duration.ofSeconds(30))) {
      view.vocabulary().values(new Field.Attribute(Field.Scope.SPAN, "user.id"), TimeRange.ALL);
    }
  }

  private Path file(String name) {
    return folder.resolve("segments").resolve(DAMAGED).resolve(name);
  }

  /// @return what stood there before
  private static byte[] flip(Path file, RandomGenerator random) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] flipped = bytes.clone();
      flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      return bytes;
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  /// Puts the segment back, as a person would who has a copy.
  private void restore(String name, byte[] bytes) {
    try {
      Path back = folder.resolve("segments").resolve(DAMAGED);
      Files.move(folder.resolve("quarantine").resolve(DAMAGED), back);
      write(back.resolve(name), bytes);
      Path manifest = folder.resolve("manifest.json");
      String text = Files.readString(manifest);
      String third = "\"traces-p0-000000000002-000000000002\"";
      Files.writeString(manifest, text.replace(third, '"' + DAMAGED + "\", " + third));
      try (Stream<Path> left = Files.list(folder.resolve("quarantine"))) {
        assertThat(left.toList()).isEqualTo(List.of());
      }
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private Store open() {
    return Store.open(
        folder,
        StoreOptions.defaults().sealing(1_000_000, Duration.ofDays(1)),
        clock,
        clock::steadyNanos,
        Checkpoint.Source.NONE,
        (_, _) -> {});
  }
}
