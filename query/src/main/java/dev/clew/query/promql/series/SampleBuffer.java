package dev.clew.query.promql.series;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Samples of one series in the order of their times, in arrays that grow and are used again for
/// the next series.
///
/// A sample is a float, or a native histogram, of which only the place is known: the engine counts
/// those and skips them.
public final class SampleBuffer {
  /// The bits of the value that says that a series ended; other NaN values are data.
  public static final long STALE_BITS = 0x7ff0_0000_0000_0002L;

  /// A value with [#STALE_BITS].
  public static final double STALE = Double.longBitsToDouble(STALE_BITS);

  private long[] times = new long[128];
  private double[] values = new double[128];
  private byte @Nullable [] kinds;
  private int size;
  private int histograms;

  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == STALE_BITS;
  }

  /// Adds a float. Times are in epoch milliseconds and ascend.
  public void add(long time, double value) {
    if (size == times.length) {
      grow(size + 1);
    }
    if (kinds != null) {
      kinds[size] = 0;
    }
    times[size] = time;
    values[size++] = value;
  }

  /// Adds many floats at once.
  public void addAll(long[] moreTimes, double[] moreValues, int from, int count) {
    if (size + count > times.length) {
      grow(size + count);
    }
    if (kinds != null) {
      Arrays.fill(kinds, size, size + count, (byte) 0);
    }
    System.arraycopy(moreTimes, from, times, size, count);
    System.arraycopy(moreValues, from, values, size, count);
    size += count;
  }

  /// Adds a native histogram.
  public void addHistogram(long time) {
    add(time, Double.NaN);
    if (kinds == null) {
      kinds = new byte[times.length];
    }
    kinds[size - 1] = 1;
    histograms++;
  }

  private void grow(int needed) {
    int capacity = Math.max(needed, times.length * 2);
    times = Arrays.copyOf(times, capacity);
    values = Arrays.copyOf(values, capacity);
    if (kinds != null) {
      kinds = Arrays.copyOf(kinds, capacity);
    }
  }

  /// Forgets all samples.
  public void clear() {
    size = 0;
    histograms = 0;
    kinds = null;
  }

  public int size() {
    return size;
  }

  public long time(int index) {
    return times[index];
  }

  public double value(int index) {
    return values[index];
  }

  public boolean isHistogram(int index) {
    return kinds != null && kinds[index] != 0;
  }

  public boolean hasHistograms() {
    return histograms > 0;
  }

  /// The times themselves; only the first [#size] count, and they are not to be changed.
  public long[] times() {
    return times;
  }

  /// The values themselves; only the first [#size] count, and they are not to be changed.
  public double[] values() {
    return values;
  }

  /// Removes the markers of series that ended.
  public void dropStale() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!isStale(values[i])) {
        move(i, kept++);
      }
    }
    size = kept;
  }

  /// Adds the floats of another buffer.
  public void addFloatsOf(SampleBuffer other) {
    for (int i = 0; i < other.size; i++) {
      if (!other.isHistogram(i)) {
        add(other.times[i], other.values[i]);
      }
    }
  }

  private void move(int from, int to) {
    times[to] = times[from];
    values[to] = values[from];
    if (kinds != null) {
      kinds[to] = kinds[from];
    }
  }
}
