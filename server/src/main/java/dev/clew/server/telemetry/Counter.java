package dev.clew.server.telemetry;

import java.util.concurrent.atomic.LongAdder;

/// A number that only grows. May be used by any thread.
public final class Counter {
  private final LongAdder value = new LongAdder();

  Counter() {}

  public void increment() {
    value.increment();
  }

  /// Grows by 0 or more.
  public void add(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("a counter cannot fall by " + amount);
    }
    if (amount > 0) {
      value.add(amount);
    }
  }

  public long value() {
    return value.sum();
  }
}
