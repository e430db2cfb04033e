package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentInfo;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spans whose clocks are off get a segment of their own.
final class StraysTest {
  private static final long BASE = 1_790_000_000_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toNanos();
  private static final TimeRange TODAY = new TimeRange(BASE - 2 * DAY, BASE + 2 * DAY);

  private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_790_000_060));

  @TempDir Path folder;

  @Test
  void straysAreSealedApartAndEverySpanIsFoundAsBefore() {
    Seeds.forEach(
        20,
        random -> {
          SpanBatch spans = withStrays(new RandomBatches(random, BASE).spans(40), random);
          try (Store store = open(folder.resolve("s" + random.nextLong()))) {
            store.append(spans, 0, 0);
            TreeMap<String, String> live = Asked.traces(store, spans);

            sealNow(store);

            assertThat(Asked.traces(store, spans)).isEqualTo(live);
            for (SegmentInfo info : infos(store)) {
              assertThat(isNear(info)).isEqualTo(!info.areStrays());
            }
            for (TimeRange range : ranges(spans, random)) {
              assertThat(Asked.candidates(store, range)).containsAll(Asked.within(spans, range));
            }
          }
        });
  }

  @Test
  void straysNumberAsManyAsThereAre() {
    SpanBatch spans = new RandomBatches(Seeds.random(1), BASE).spans(10);
    spans.startNanos(0, 1);
    spans.endNanos(3, BASE + 400 * DAY);
    try (Store store = open(folder)) {
      store.append(spans, 0, 0);

      sealNow(store);

      assertThat(store.strayRows()).isEqualTo(2);
      assertThat(store.sealedRows()).isEqualTo(spans.size());
      assertThat(infos(store)).hasSize(2);
    }
  }

  @Test
  void spansOfOneTimeStayInOneSegmentHoweverOldTheyAre() {
    SpanBatch spans = new RandomBatches(Seeds.random(2), BASE - 900 * DAY).spans(10);
    try (Store store = open(folder)) {
      store.append(spans, 0, 0);

      sealNow(store);

      assertThat(infos(store)).singleElement().matches(SegmentInfo::areStrays);
      assertThat(Asked.count(store, spans)).isEqualTo(spans.size());
    }
  }

  @Test
  void aRangeOfTodayAsksNoSegmentOfOldStrays() {
    SpanBatch spans = new RandomBatches(Seeds.random(3), BASE).spans(10);
    spans.startNanos(0, 1);
    spans.endNanos(0, 2);
    try (Store store = open(folder)) {
      store.append(spans, 0, 0);
      sealNow(store);

      List<SegmentInfo> asked =
          infos(store).stream()
              .filter(info -> TODAY.overlaps(info.times().fromNanos(), info.maxEndNanos()))
              .toList();

      assertThat(asked).singleElement().matches(info -> !info.areStrays());
    }
  }

  @Test
  void straysAreMergedWithStraysOnly() throws IOException {
    Seeds.forEach(
        3,
        random -> {
          SpanBatch all = new SpanBatch(64);
          try (Store store = open(folder.resolve("m" + random.nextLong()))) {
            for (int part = 0; part < 9; part++) {
              SpanBatch spans = withStrays(new RandomBatches(random, BASE).spans(8), random);
              spans.startNanos(0, BASE - 1_000 * DAY);
              store.append(spans, 0, part);
              all.appendAll(spans);
              sealNow(store);
            }
            TreeMap<String, String> before = Asked.traces(store, all);
            assertThat(infos(store)).hasSize(18);

            tidy(store);

            assertThat(infos(store)).hasSize(2);
            assertThat(infos(store)).filteredOn(SegmentInfo::areStrays).hasSize(1);
            assertThat(infos(store)).allMatch(info -> isNear(info) != info.areStrays());
            assertThat(Asked.traces(store, all)).isEqualTo(before);
          }
        });
  }

  @Test
  void equalRecordsMakeSegmentsOfEqualNamesWhateverCrashedBefore() throws IOException {
    SpanBatch spans =
        withStrays(new RandomBatches(Seeds.random(4), BASE).spans(20), Seeds.random(5));
    spans.startNanos(0, 1);
    List<String> names = List.of(sealed("a", spans), sealed("b", spans));

    Files.delete(folder.resolve("a/manifest.json"));
    try (Store store = open(folder.resolve("a"))) {
      assertThat(store.sealedOffset(0)).isZero();
      assertThat(folder.resolve("a/segments")).isEmptyDirectory();
      store.append(spans, 0, 0);
      sealNow(store);
      assertThat(Asked.count(store, spans)).isEqualTo(spans.size());
    }

    assertThat(names).containsOnly(segments("a"));
  }

  private String sealed(String name, SpanBatch spans) throws IOException {
    try (Store store = open(folder.resolve(name))) {
      store.append(spans, 0, 0);
    }
    return segments(name);
  }

  private String segments(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name).resolve("segments"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().toString();
    }
  }

  private boolean isNear(SegmentInfo info) {
    long now = clock.millis() * 1_000_000;
    return info.times().fromNanos() >= now - DAY && info.maxEndNanos() <= now + DAY;
  }

  /// About one span in six gets a time of its own, near or far.
  private static SpanBatch withStrays(SpanBatch spans, RandomGenerator random) {
    for (int row = 0; row < spans.size(); row++) {
      if (random.nextInt(6) == 0) {
        long off = random.nextBoolean() ? random.nextLong(2 * DAY) : random.nextLong(2_000 * DAY);
        long start = BASE + (random.nextBoolean() ? off : -off);
        spans.startNanos(row, start);
        spans.endNanos(row, start + random.nextLong(1_000_000_000) - 1_000);
      }
    }
    return spans;
  }

  private static List<TimeRange> ranges(SpanBatch spans, RandomGenerator random) {
    List<TimeRange> ranges = new ArrayList<>(List.of(TimeRange.ALL, TODAY));
    for (int i = 0; i < 6; i++) {
      long start = spans.startNanos(random.nextInt(spans.size()));
      ranges.add(new TimeRange(start, start + random.nextLong(DAY)));
    }
    return ranges;
  }

  private static List<SegmentInfo> infos(Store store) {
    try (Holdings holdings = store.holdings(Signal.TRACES)) {
      return holdings.segments().stream().map(Segment::info).toList();
    }
  }

  private Store open(Path root) {
    return Store.open(
        root,
        StoreOptions.defaults().sealing(1_000_000, Duration.ofDays(1)),
        clock,
        clock::steadyNanos,
        Checkpoint.Source.NONE,
        (_, _) -> {});
  }

  private static void sealNow(Store store) {
    try {
      store.sealNow();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void tidy(Store store) {
    try {
      store.tidy();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
