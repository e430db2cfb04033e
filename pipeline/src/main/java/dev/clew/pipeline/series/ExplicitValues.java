package dev.clew.pipeline.series;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import dev.clew.model.PointType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A histogram with fixed bounds for each slot.
final class ExplicitValues implements Values {
  private final Measure.TimeUnit unit;
  private final long[] boundsNanos;
  private final double[] bounds;
  private final int width;
  private final DurationSums sums = new DurationSums();
  private long[] counts;

  ExplicitValues(Measure.Explicit measure) {
    unit = measure.unit();
    boundsNanos = measure.boundsNanos().stream().mapToLong(Long::longValue).toArray();
    bounds = Arrays.stream(boundsNanos).mapToDouble(unit::of).toArray();
    width = boundsNanos.length + 1;
    counts = new long[16 * width];
  }

  @Override
  public void reserve(int capacity) {
    counts = Arrays.copyOf(counts, Math.multiplyExact(capacity, width));
    sums.reserve(capacity);
  }

  @Override
  public void record(int slot, long nanos) {
    int bucket = 0;
    while (bucket < boundsNanos.length && boundsNanos[bucket] < nanos) {
      bucket++;
    }
    counts[slot * width + bucket]++;
    sums.add(slot, nanos);
  }

  @Override
  public boolean isZero(int slot) {
    return count(slot) == 0;
  }

  private long count(int slot) {
    long count = 0;
    for (int i = slot * width; i < (slot + 1) * width; i++) {
      count += counts[i];
    }
    return count;
  }

  @Override
  public void clear(int slot) {
    Arrays.fill(counts, slot * width, (slot + 1) * width, 0);
    sums.clear(slot);
  }

  @Override
  public void move(int from, int to) {
    System.arraycopy(counts, from * width, counts, to * width, width);
    sums.move(from, to);
  }

  @Override
  public void write(int slot, boolean isBirth, PointBatch batch, PointDetail detail) {
    int row = batch.size();
    batch.type(row, PointType.HISTOGRAM);
    batch.min(row, Double.NaN);
    batch.max(row, Double.NaN);
    batch.value(row, isBirth ? 0 : sums.sum(slot, unit));
    batch.count(row, isBirth ? 0 : count(slot));
    detail.bounds(bounds);
    if (isBirth) {
      detail.counts(new long[width], 0, width);
    } else {
      detail.counts(counts, slot * width, (slot + 1) * width);
    }
  }

  @Override
  public void save(int slot, DataOutput out) throws IOException {
    for (int i = slot * width; i < (slot + 1) * width; i++) {
      out.writeLong(counts[i]);
    }
    sums.save(slot, out);
  }

  @Override
  public void restore(int slot, DataInput in) throws IOException {
    for (int i = slot * width; i < (slot + 1) * width; i++) {
      counts[i] = in.readLong();
    }
    sums.restore(slot, in);
  }

  @Override
  public long bytes() {
    return 8L * counts.length + sums.bytes();
  }

  @Override
  public long bytesOfSeries() {
    return 2 * (8L * width + 16);
  }
}
