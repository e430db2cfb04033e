package dev.clew.bench.load;

import dev.clew.bench.template.TemplateSet;
import java.util.concurrent.locks.LockSupport;

/// The schedule of an open loop: bodies are due so that spans, not requests, come at a steady rate.
record Pace(
    TemplateSet set, long firstBody, long startNanos, double spansPerSecond, long lengthNanos) {

  /// When a body is due, on the clock of [System#nanoTime].
  long dueNanos(long sequence) {
    long spans = set.spansBefore(sequence) - set.spansBefore(firstBody);
    return startNanos + (long) (spans / spansPerSecond * 1e9);
  }

  boolean isOver(long dueNanos) {
    return dueNanos - startNanos >= lengthNanos;
  }

  /// Returns at the instant or as soon after it as the system wakes the thread.
  static void waitUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }
}
