package dev.clew.server.http;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what another thread brings about.
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Await() {}

  /// Returns when the condition holds, fails when it does not within ten seconds.
  public static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("condition did not hold within " + LIMIT);
      }
      LockSupport.parkNanos(500_000);
    }
  }
}
