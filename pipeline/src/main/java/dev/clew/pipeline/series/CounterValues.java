package dev.clew.pipeline.series;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import dev.clew.model.PointType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A monotonic count for each slot.
final class CounterValues implements Values {
  private long[] counts = new long[16];

  @Override
  public void reserve(int capacity) {
    counts = Arrays.copyOf(counts, capacity);
  }

  @Override
  public void record(int slot, long nanos) {
    counts[slot]++;
  }

  @Override
  public boolean isZero(int slot) {
    return counts[slot] == 0;
  }

  @Override
  public void clear(int slot) {
    counts[slot] = 0;
  }

  @Override
  public void move(int from, int to) {
    counts[to] = counts[from];
  }

  @Override
  public void write(int slot, boolean isBirth, PointBatch batch, PointDetail detail) {
    int row = batch.size();
    batch.type(row, PointType.SUM);
    batch.isMonotonic(row, true);
    batch.isInteger(row, true);
    batch.value(row, isBirth ? 0 : (double) counts[slot]);
    batch.min(row, Double.NaN);
    batch.max(row, Double.NaN);
  }

  @Override
  public void save(int slot, DataOutput out) throws IOException {
    out.writeLong(counts[slot]);
  }

  @Override
  public void restore(int slot, DataInput in) throws IOException {
    counts[slot] = in.readLong();
  }

  @Override
  public long bytes() {
    return 8L * counts.length;
  }

  @Override
  public long bytesOfSeries() {
    return 16;
  }
}
