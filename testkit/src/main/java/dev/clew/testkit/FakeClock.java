package dev.clew.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that moves only when told to, in either direction.
public final class FakeClock implements InstantSource {
  private Instant now;
  private long steadyNanos;

  public FakeClock(Instant start) {
    now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /// What [System#nanoTime] would say: it moves with [#advance] only.
  public synchronized long steadyNanos() {
    return steadyNanos;
  }

  /// Lets time pass.
  public synchronized void advance(Duration step) {
    now = now.plus(step);
    steadyNanos += step.toNanos();
  }

  /// Sets the wall clock forward or back, as an administrator would.
  public synchronized void jump(Duration step) {
    now = now.plus(step);
  }
}
