package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wall clock that is set forward and back costs nothing that is kept.
final class ClockJumpTest {
  private static final long BASE = 1_790_000_000_000_000_000L;
  private static final Duration AGE = Duration.ofDays(2);

  private final FakeClock clock = new FakeClock(Instant.ofEpochSecond(1_790_000_060));
  private final SpanBatch spans = new RandomBatches(Seeds.random(1), BASE).spans(20);

  @TempDir Path folder;

  @Test
  void aJumpForwardDropsNothing() throws IOException {
    try (Store store = open()) {
      keep(store, 0);
      store.tidy();

      clock.jump(Duration.ofDays(4_000));
      store.tidy();
      clock.jump(Duration.ofDays(-4_000));
      store.tidy();

      assertThat(Asked.count(store, spans)).isEqualTo(spans.size());
    }
  }

  @Test
  void whatWasSealedWhileTheClockWasBackIsNotTakenForOld() throws IOException {
    try (Store store = open()) {
      keep(store, 0);
      clock.jump(Duration.ofDays(-30));
      SpanBatch later = new RandomBatches(Seeds.random(2), BASE).spans(5);
      store.append(later, 0, 1);
      store.sealNow();
      clock.jump(Duration.ofDays(30));
      clock.advance(Duration.ofMinutes(61));
      store.tidy();
      clock.advance(Duration.ofMinutes(61));

      store.tidy();

      assertThat(Asked.count(store, later)).isEqualTo(later.size());
    }
  }

  @Test
  void whatIsOldIsDroppedOnceTheClockHasRunEvenlyForAnHour() throws IOException {
    try (Store store = open()) {
      keep(store, 0);
      clock.jump(Duration.ofDays(3));
      store.tidy();
      assertThat(store.size().segments()).isEqualTo(1);

      clock.advance(Duration.ofMinutes(61));
      store.tidy();

      assertThat(store.size().segments()).isZero();
    }
  }

  @Test
  void aStartFarFromTheLastSealDropsNothingAtFirst() throws IOException {
    try (Store store = open()) {
      keep(store, 0);
    }
    clock.jump(Duration.ofDays(3));
    try (Store store = open()) {
      store.tidy();
      assertThat(store.size().segments()).isEqualTo(1);

      clock.advance(Duration.ofMinutes(61));
      store.tidy();

      assertThat(store.size().segments()).isZero();
    }
  }

  @Test
  void whatWasSealedInTheFutureIsAsOldAsWhatFollowedIt() throws IOException {
    try (Store store = open()) {
      clock.jump(Duration.ofDays(4_000));
      keep(store, 0);
      clock.jump(Duration.ofDays(-4_000));
      store.append(spans, 0, 1);
      store.sealNow();
      store.tidy();
      assertThat(store.size().segments()).isEqualTo(2);

      clock.advance(AGE.plusHours(2));
      store.tidy();

      assertThat(store.size().segments()).isZero();
    }
  }

  private void keep(Store store, long offset) throws IOException {
    store.append(spans, 0, offset);
    store.sealNow();
  }

  private Store open() {
    return Store.open(
        folder,
        StoreOptions.defaults().sealing(1_000_000, Duration.ofDays(9_000)).keeping(AGE, 1L << 40),
        clock,
        clock::steadyNanos,
        Checkpoint.Source.NONE,
        (_, _) -> {});
  }
}
