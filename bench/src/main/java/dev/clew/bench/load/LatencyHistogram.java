package dev.clew.bench.load;

/// Counts of durations in buckets that are at most 1/64 wider than their lower bound.
///
/// Below 64 ns a bucket is one nanosecond wide; above, each power of two has 64 equal buckets.
public final class LatencyHistogram {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;

  private final long[] counts = new long[(64 - SUB_BITS) * SUB];
  private long count;
  private long maxNanos;

  /// Counts one duration; a negative one counts as 0.
  public void record(long nanos) {
    long known = Math.max(0, nanos);
    counts[bucket(known)]++;
    count++;
    maxNanos = Math.max(maxNanos, known);
  }

  /// Counts all that another histogram counted.
  public void add(LatencyHistogram other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    count += other.count;
    maxNanos = Math.max(maxNanos, other.maxNanos);
  }

  public long count() {
    return count;
  }

  public long maxNanos() {
    return maxNanos;
  }

  /// Upper bound of the bucket that holds this share of all durations; 0 when there are none.
  ///
  /// @param share 0 to 1
  public long quantileNanos(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank && count > 0) {
        return Math.min(maxNanos, upperBound(i));
      }
    }
    return 0;
  }

  private static int bucket(long nanos) {
    if (nanos < SUB) {
      return (int) nanos;
    }
    int power = 63 - Long.numberOfLeadingZeros(nanos);
    int shift = power - SUB_BITS;
    return (shift + 1) * SUB + (int) (nanos >>> shift) - SUB;
  }

  private static long upperBound(int bucket) {
    if (bucket < SUB) {
      return bucket;
    }
    int shift = bucket / SUB - 1;
    return ((long) (bucket % SUB + SUB + 1) << shift) - 1;
  }
}
