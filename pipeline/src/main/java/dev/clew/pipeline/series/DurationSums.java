package dev.clew.pipeline.series;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The exact sum of durations for each slot: a sum of doubles would depend on their order.
final class DurationSums {
  private long[] nanos = new long[16];

  /// What no longer fits into a long, in nanoseconds.
  private double[] spilled = new double[16];

  void reserve(int capacity) {
    nanos = Arrays.copyOf(nanos, capacity);
    spilled = Arrays.copyOf(spilled, capacity);
  }

  void add(int slot, long durationNanos) {
    long sum = nanos[slot] + durationNanos;
    if (sum < 0) {
      spilled[slot] += nanos[slot];
      sum = durationNanos;
    }
    nanos[slot] = sum;
  }

  void clear(int slot) {
    nanos[slot] = 0;
    spilled[slot] = 0;
  }

  void move(int from, int to) {
    nanos[to] = nanos[from];
    spilled[to] = spilled[from];
  }

  double sum(int slot, Measure.TimeUnit unit) {
    double spill = spilled[slot];
    return spill == 0 ? unit.of(nanos[slot]) : (spill + nanos[slot]) / unit.nanos();
  }

  void save(int slot, DataOutput out) throws IOException {
    out.writeLong(nanos[slot]);
    out.writeDouble(spilled[slot]);
  }

  void restore(int slot, DataInput in) throws IOException {
    nanos[slot] = in.readLong();
    spilled[slot] = in.readDouble();
  }

  long bytes() {
    return 16L * nanos.length;
  }
}
