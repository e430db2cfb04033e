package dev.clew.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Judges whether the wall clock may decide what is deleted.
///
/// A clock that is set wrong, even for a minute, must not cost what is kept. So after a jump, which
/// shows against a clock that nobody can set, and after a start at a time that does not follow on
/// what was sealed last, the wall clock must have run evenly for an hour.
final class ClockTrust {
  private static final Duration PROOF = Duration.ofHours(1);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofDays(1);

  private final InstantSource wall;
  private final LongSupplier steadyNanos;
  private long lastWallMillis;
  private long lastSteadyNanos;
  private long evenSinceNanos;
  private boolean isProven;

  /// @param steadyNanos a clock that only moves with time, such as [System#nanoTime]
  /// @param lastKnownMillis wall time of what was sealed last; [Long#MIN_VALUE] for never
  ClockTrust(InstantSource wall, LongSupplier steadyNanos, long lastKnownMillis) {
    this.wall = wall;
    this.steadyNanos = steadyNanos;
    this.lastWallMillis = wall.millis();
    this.lastSteadyNanos = steadyNanos.getAsLong();
    this.evenSinceNanos = lastSteadyNanos;
    this.isProven = lastKnownMillis == Long.MIN_VALUE || followsOn(lastKnownMillis);
  }

  private boolean followsOn(long lastKnownMillis) {
    return lastWallMillis >= lastKnownMillis - TOLERANCE.toMillis()
        && lastWallMillis - lastKnownMillis <= PAUSE.toMillis();
  }

  /// Whether the wall clock is to be trusted at this moment. To be asked often: what lies between
  /// two calls is taken together.
  boolean isProven() {
    long wallMillis = wall.millis();
    long nanos = steadyNanos.getAsLong();
    long passedMillis = TimeUnit.NANOSECONDS.toMillis(nanos - lastSteadyNanos);
    if (Math.abs(wallMillis - lastWallMillis - passedMillis) > TOLERANCE.toMillis()) {
      isProven = false;
      evenSinceNanos = nanos;
    }
    lastWallMillis = wallMillis;
    lastSteadyNanos = nanos;
    isProven |= nanos - evenSinceNanos >= PROOF.toNanos();
    return isProven;
  }
}
