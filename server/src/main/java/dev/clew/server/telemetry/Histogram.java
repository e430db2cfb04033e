package dev.clew.server.telemetry;

import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// How often values fell into each of a few ranges. May be used by any thread.
public final class Histogram {
  private final double[] upperBounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  Histogram(double... upperBounds) {
    this.upperBounds = upperBounds.clone();
    counts = new LongAdder[upperBounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
      if (i > 0 && i < upperBounds.length && upperBounds[i] <= upperBounds[i - 1]) {
        throw new IllegalArgumentException("bounds must rise: " + upperBounds[i]);
      }
    }
  }

  public void observe(double value) {
    int range = 0;
    while (range < upperBounds.length && value > upperBounds[range]) {
      range++;
    }
    counts[range].increment();
    sum.add(value);
  }

  /// Ranges, the last of which is open.
  int ranges() {
    return counts.length;
  }

  double upperBound(int range) {
    return range == upperBounds.length ? Double.POSITIVE_INFINITY : upperBounds[range];
  }

  long count(int range) {
    return counts[range].sum();
  }

  double sum() {
    return sum.sum();
  }

  /// Observations so far.
  public long count() {
    long total = 0;
    for (LongAdder count : counts) {
      total += count.sum();
    }
    return total;
  }
}
