package dev.clew.ingest.log;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// The clock of a log: instants that never go back, over restarts too. For one thread.
///
/// It follows the wall clock. Where that lies behind the last stamp, since somebody set it back,
/// this one goes on at half the speed of time until it is caught up with: what waits for an instant
/// still sees it come.
final class Stamps {
  private final InstantSource clock;
  private final LongSupplier steadyNanos;
  private long lastNanos;
  private long lastSteadyNanos;

  /// @param steadyNanos what [System#nanoTime] is
  /// @param lastNanos the last stamp in the log; 0 if there is none
  Stamps(InstantSource clock, LongSupplier steadyNanos, long lastNanos) {
    this.clock = clock;
    this.steadyNanos = steadyNanos;
    this.lastNanos = lastNanos;
    this.lastSteadyNanos = steadyNanos.getAsLong();
  }

  /// The stamp of this instant, in epoch nanoseconds.
  long next() {
    long steady = steadyNanos.getAsLong();
    long passed = Math.max(0, steady - lastSteadyNanos);
    Instant now = clock.instant();
    long wall = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    lastNanos = wall >= lastNanos ? wall : lastNanos + passed / 2;
    lastSteadyNanos = steady;
    return lastNanos;
  }
}
