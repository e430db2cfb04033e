package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldViewsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long BASE = 1_790_000_000_000_000_000L;

  private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_790_000_060));
  private final SpanBatch first = new RandomBatches(Seeds.random(1), BASE).spans(40);
  private long offset;
  private Store store;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    store =
        Store.open(
            folder,
            StoreOptions.defaults()
                .sealing(1_000_000, Duration.ofDays(300))
                .keeping(Duration.ofDays(2), Long.MAX_VALUE),
            clock,
            clock::steadyNanos,
            Checkpoint.Source.NONE,
            (_, _) -> {});
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void append(SpanBatch spans) {
    store.append(spans, 0, offset++);
  }

  private void dropAll() throws IOException {
    clock.advance(Duration.ofDays(3));
    store.tidy();
    assertThat(store.size().rows()).isZero();
  }

  private static Set<TraceId> ids(SpanBatch spans) {
    Set<TraceId> ids = new TreeSet<>();
    for (int row = 0; row < spans.size(); row++) {
      ids.add(spans.traceId(row));
    }
    return ids;
  }

  private String read(TraceView view) {
    return Describe.byTrace(view.traces(ids(first), Projection.EVERYTHING)).toString();
  }

  @Test
  void aViewReadsTheSameWhateverHappensToItsRows() throws IOException {
    append(first);
    try (TraceView held = store.view(DEADLINE)) {
      String before = read(held);
      long snapshot = held.snapshot();
      for (int part = 0; part < 9; part++) {
        append(new RandomBatches(Seeds.random(1), BASE).spans(40 + part));
        store.sealNow();
      }
      store.tidy();
      dropAll();

      try (TraceView again = held.again(DEADLINE)) {
        assertThat(read(again)).isEqualTo(before);
        assertThat(again.snapshot()).isEqualTo(snapshot);
      }
    }
  }

  @Test
  void segmentsStayAsLongAsSomeViewHoldsThem() throws IOException {
    append(first);
    store.sealNow();
    try (TraceView again = viewOfItsOwn()) {
      dropAll();

      assertThat(read(again)).hasSizeGreaterThan(100);
      assertThat(folder.resolve("segments")).isNotEmptyDirectory();
    }
    assertThat(folder.resolve("segments")).isEmptyDirectory();
  }

  private TraceView viewOfItsOwn() {
    try (TraceView view = store.view(DEADLINE)) {
      return view.again(DEADLINE);
    }
  }

  @Test
  void snapshotsOfTheSameRowsHaveOneNumber() throws IOException {
    Set<Long> seen = new TreeSet<>();
    for (int part = 0; part < 5; part++) {
      append(new RandomBatches(Seeds.random(part), BASE).spans(3));
      assertThat(seen.add(snapshot())).isTrue();
      assertThat(seen.add(snapshot())).isFalse();
      store.sealNow();
      assertThat(seen.add(snapshot())).isTrue();
    }
  }

  private long snapshot() {
    try (TraceView view = store.view(DEADLINE)) {
      return view.snapshot();
    }
  }

  @Test
  void rowsCountAsHeldOnceTheyAreSealed() throws IOException {
    append(first);
    try (TraceView view = store.view(DEADLINE)) {
      assertThat(view.heldBytes()).isZero();

      store.sealNow();

      assertThat(view.heldBytes()).isGreaterThanOrEqualTo(first.size());
    }
  }

  @Test
  void tracesOfDroppedSegmentsAreKnownToHaveBeen() throws IOException {
    append(first);
    store.sealNow();
    try (TraceView view = store.view(DEADLINE)) {
      assertThat(view.wasDropped(first.traceId(0))).isFalse();
    }
    dropAll();
    store.close();
    open();

    try (TraceView view = store.view(DEADLINE)) {
      assertThat(ids(first)).allMatch(view::wasDropped);
      assertThat(view.wasDropped(new TraceId(1, 2))).isFalse();
    }
  }
}
