package dev.clew.pipeline.prometheus;

import java.util.concurrent.atomic.AtomicLong;

/// Memory that the series of all partitions share.
final class Budget {
  private final long max;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  Budget(long max) {
    this.max = max;
  }

  /// Takes so many bytes, unless there are not so many left.
  boolean take(long bytes) {
    if (held.addAndGet(bytes) <= max) {
      return true;
    }
    held.addAndGet(-bytes);
    refused.incrementAndGet();
    return false;
  }

  void give(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }

  /// How often there was no room.
  long refused() {
    return refused.get();
  }
}
