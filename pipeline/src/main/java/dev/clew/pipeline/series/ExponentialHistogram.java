package dev.clew.pipeline.series;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// A histogram of non-negative values whose bucket `i` holds those in (b^i, b^(i+1)], where b =
/// 2^(2^-scale), as the OpenTelemetry metrics data model has it.
///
/// It begins at the finest scale. When a value would need more buckets than allowed, pairs of
/// neighbours are joined and the scale goes down by one, as often as it takes.
final class ExponentialHistogram {
  static final int MAX_SCALE = 20;
  private static final int MIN_SCALE = -10;

  private final int maxSize;
  private int scale = MAX_SCALE;
  private long count;
  private long zeroCount;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /// Index of the first bucket that is kept.
  private int offset;

  /// Buckets from `offset` on, of which the first `used` count.
  private long[] buckets = new long[0];

  private int used;

  ExponentialHistogram(int maxSize) {
    this.maxSize = maxSize;
  }

  long count() {
    return count;
  }

  long bytes() {
    return 80 + 8L * buckets.length;
  }

  void record(double value) {
    count++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (value == 0) {
      zeroCount++;
      return;
    }
    int index = index(value, scale);
    if (used == 0) {
      offset = index;
      used = 1;
      buckets = new long[Math.min(4, maxSize)];
    } else {
      index = makeRoom(value, index);
    }
    buckets[index - offset]++;
  }

  /// Index of the bucket of a value above 0.
  static int index(double value, int scale) {
    if (scale <= 0) {
      int exponent = Math.getExponent(value);
      int below = isPowerOfTwo(value) ? 1 : 0;
      return (exponent - below) >> -scale;
    }
    if (isPowerOfTwo(value)) {
      return (Math.getExponent(value) << scale) - 1;
    }
    double logarithm = StrictMath.log(value) * Math.scalb(1 / Math.log(2), scale);
    int index = (int) Math.ceil(logarithm) - 1;
    int lowest = Math.getExponent(value) << scale;
    return Math.clamp(index, lowest, lowest + (1 << scale) - 1);
  }

  private static boolean isPowerOfTwo(double value) {
    return (Double.doubleToRawLongBits(value) & ((1L << 52) - 1)) == 0;
  }

  private int makeRoom(double value, int wanted) {
    int index = wanted;
    long low = Math.min(offset, index);
    long high = Math.max(offset + used - 1, index);
    int shift = 0;
    while ((high >> shift) - (low >> shift) >= maxSize && scale - shift > MIN_SCALE) {
      shift++;
    }
    if (shift > 0) {
      coarsen(shift);
      index = index(value, scale);
    }
    int first = Math.min(offset, index);
    int last = Math.max(offset + used - 1, index);
    int size = last - first + 1;
    if (first < offset || size > buckets.length) {
      long[] moved =
          new long[Math.max(buckets.length, Math.min(maxSize, Math.max(size, 2 * used)))];
      System.arraycopy(buckets, 0, moved, offset - first, used);
      buckets = moved;
    }
    offset = first;
    used = size;
    return index;
  }

  private void coarsen(int shift) {
    long[] joined = new long[buckets.length];
    int first = offset >> shift;
    for (int i = 0; i < used; i++) {
      joined[((offset + i) >> shift) - first] += buckets[i];
    }
    used = ((offset + used - 1) >> shift) - first + 1;
    offset = first;
    scale -= shift;
    buckets = joined;
  }

  /// Sets count, least and greatest value of the row that is being built, and its detail.
  void write(PointBatch batch, PointDetail detail) {
    int row = batch.size();
    batch.count(row, count);
    if (count > 0) {
      batch.min(row, min);
      batch.max(row, max);
    }
    detail.exponential(scale, zeroCount);
    detail.positive(offset, buckets, 0, used);
  }

  void save(DataOutput out) throws IOException {
    out.writeByte(scale);
    out.writeLong(count);
    out.writeLong(zeroCount);
    out.writeDouble(min);
    out.writeDouble(max);
    out.writeInt(offset);
    out.writeInt(used);
    for (int i = 0; i < used; i++) {
      out.writeLong(buckets[i]);
    }
  }

  void restore(DataInput in) throws IOException {
    scale = in.readByte();
    count = in.readLong();
    zeroCount = in.readLong();
    min = in.readDouble();
    max = in.readDouble();
    offset = in.readInt();
    used = in.readInt();
    if (used < 0 || used > maxSize) {
      throw new IOException("%d buckets where %d may be".formatted(used, maxSize));
    }
    buckets = Arrays.copyOf(new long[0], used);
    for (int i = 0; i < used; i++) {
      buckets[i] = in.readLong();
    }
  }
}
