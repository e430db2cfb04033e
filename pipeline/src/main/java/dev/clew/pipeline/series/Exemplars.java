package dev.clew.pipeline.series;

import dev.clew.model.PointDetail;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A few of the observations of each slot since the last flush, with their trace and span.
///
/// Of `n` observations each is kept with equal chance (reservoir sampling). The chance comes of the
/// span's own ids, not of a generator, so that the same log keeps the same exemplars.
final class Exemplars {
  private static final int LONGS = 5;

  private final int max;
  private int[] offered;
  private long[] entries;

  /// @param max exemplars of a slot
  Exemplars(int max) {
    this.max = max;
    offered = new int[max == 0 ? 0 : 16];
    entries = new long[offered.length * max * LONGS];
  }

  void reserve(int capacity) {
    if (max > 0) {
      offered = Arrays.copyOf(offered, capacity);
      entries = Arrays.copyOf(entries, Math.multiplyExact(capacity, max * LONGS));
    }
  }

  void offer(int slot, Observation observation) {
    if (max == 0 || (observation.traceHigh() | observation.traceLow()) == 0) {
      return;
    }
    int before = offered[slot];
    offered[slot] = Math.max(before, before + 1);
    int at = before < max ? before : draw(observation, before);
    if (at < max) {
      int from = (slot * max + at) * LONGS;
      entries[from] = observation.timeNanos();
      entries[from + 1] = observation.durationNanos();
      entries[from + 2] = observation.traceHigh();
      entries[from + 3] = observation.traceLow();
      entries[from + 4] = observation.spanId();
    }
  }

  /// A number from 0 to `before`.
  private static int draw(Observation observation, int before) {
    long mixed = (observation.traceLow() ^ before) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 32) ^ observation.spanId()) * 0xBF58_476D_1CE4_E5B9L;
    mixed ^= mixed >>> 31;
    return (int) Long.remainderUnsigned(mixed, before + 1L);
  }

  void clear(int slot) {
    if (max > 0) {
      offered[slot] = 0;
    }
  }

  void move(int from, int to) {
    if (max > 0) {
      offered[to] = offered[from];
      int size = max * LONGS;
      System.arraycopy(entries, from * size, entries, to * size, size);
    }
  }

  /// @param unit of the values of exemplars; null where the metric counts, so that each is 1
  void write(int slot, Measure.@org.jspecify.annotations.Nullable TimeUnit unit, PointDetail to) {
    for (int i = 0; max > 0 && i < Math.min(max, offered[slot]); i++) {
      int from = (slot * max + i) * LONGS;
      double value = unit == null ? 1 : unit.of(entries[from + 1]);
      to.exemplar(entries[from], value, entries[from + 2], entries[from + 3], entries[from + 4]);
    }
  }

  void save(int slot, DataOutput out) throws IOException {
    if (max > 0) {
      out.writeInt(offered[slot]);
      int from = slot * max * LONGS;
      for (int i = 0; i < Math.min(max, offered[slot]) * LONGS; i++) {
        out.writeLong(entries[from + i]);
      }
    }
  }

  void restore(int slot, DataInput in) throws IOException {
    if (max > 0) {
      offered[slot] = in.readInt();
      int from = slot * max * LONGS;
      for (int i = 0; i < Math.min(max, offered[slot]) * LONGS; i++) {
        entries[from + i] = in.readLong();
      }
    }
  }

  long bytes() {
    return 4L * offered.length + 8L * entries.length;
  }

  long bytesOfSeries() {
    return max == 0 ? 0 : 2L * (4 + 8L * max * LONGS);
  }
}
