package dev.clew.pipeline.series;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import dev.clew.model.PointType;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An exponential histogram for each slot.
final class ExponentialValues implements Values {
  private final Measure.TimeUnit unit;
  private final int maxSize;
  private final DurationSums sums = new DurationSums();
  private @Nullable ExponentialHistogram[] histograms = new ExponentialHistogram[16];
  private long held;

  ExponentialValues(Measure.Exponential measure) {
    unit = measure.unit();
    maxSize = measure.maxSize();
  }

  @Override
  public void reserve(int capacity) {
    histograms = Arrays.copyOf(histograms, capacity);
    sums.reserve(capacity);
  }

  @Override
  public void record(int slot, long nanos) {
    ExponentialHistogram histogram = at(slot);
    long before = histogram.bytes();
    histogram.record(unit.of(nanos));
    held += histogram.bytes() - before;
    sums.add(slot, nanos);
  }

  private ExponentialHistogram at(int slot) {
    ExponentialHistogram histogram = histograms[slot];
    if (histogram == null) {
      histogram = new ExponentialHistogram(maxSize);
      histograms[slot] = histogram;
      held += histogram.bytes();
    }
    return histogram;
  }

  @Override
  public boolean isZero(int slot) {
    ExponentialHistogram histogram = histograms[slot];
    return histogram == null || histogram.count() == 0;
  }

  @Override
  public void clear(int slot) {
    ExponentialHistogram histogram = histograms[slot];
    if (histogram != null) {
      held -= histogram.bytes();
    }
    histograms[slot] = null;
    sums.clear(slot);
  }

  @Override
  public void move(int from, int to) {
    ExponentialHistogram replaced = histograms[to];
    if (replaced != null) {
      held -= replaced.bytes();
    }
    histograms[to] = histograms[from];
    histograms[from] = null;
    sums.move(from, to);
  }

  @Override
  public void write(int slot, boolean isBirth, PointBatch batch, PointDetail detail) {
    int row = batch.size();
    batch.type(row, PointType.EXPONENTIAL_HISTOGRAM);
    batch.min(row, Double.NaN);
    batch.max(row, Double.NaN);
    ExponentialHistogram histogram = isBirth ? null : histograms[slot];
    if (histogram == null) {
      detail.exponential(ExponentialHistogram.MAX_SCALE, 0);
      return;
    }
    batch.value(row, sums.sum(slot, unit));
    histogram.write(batch, detail);
  }

  @Override
  public void save(int slot, DataOutput out) throws IOException {
    sums.save(slot, out);
    at(slot).save(out);
  }

  @Override
  public void restore(int slot, DataInput in) throws IOException {
    sums.restore(slot, in);
    ExponentialHistogram histogram = at(slot);
    held -= histogram.bytes();
    histogram.restore(in);
    held += histogram.bytes();
  }

  @Override
  public long bytes() {
    return 8L * histograms.length + sums.bytes() + held;
  }

  @Override
  public long bytesOfSeries() {
    return 48 + 64 + 8L * maxSize;
  }
}
