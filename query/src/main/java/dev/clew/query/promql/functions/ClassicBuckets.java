package dev.clew.query.promql.functions;

import java.util.Arrays;

/// The buckets of one classic histogram at one step: upper bounds and counts up to them.
public final class ClassicBuckets {
  /// Counts that differ by less, relative to the larger, count as equal.
  private static final double TOLERANCE = 1e-12;

  private double[] bounds = new double[16];
  private double[] counts = new double[16];
  private int size;
  private boolean isFixed;
  private double lowestFixed;
  private double highestFixed;
  private double largestFix;

  public void clear() {
    size = 0;
    isFixed = false;
    lowestFixed = Double.NaN;
    highestFixed = Double.NaN;
    largestFix = 0;
  }

  /// Adds a bucket, in any order.
  public void add(double bound, double count) {
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    int at = size++;
    while (at > 0 && bounds[at - 1] > bound) {
      bounds[at] = bounds[at - 1];
      counts[at] = counts[at - 1];
      at--;
    }
    bounds[at] = bound;
    counts[at] = count;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /// Whether a count was below one to its left, and was raised.
  public boolean isFixed() {
    return isFixed;
  }

  /// The lowest bound of a bucket that was raised.
  public double lowestFixed() {
    return lowestFixed;
  }

  /// The highest bound of a bucket that was raised.
  public double highestFixed() {
    return highestFixed;
  }

  /// The most that was added.
  public double largestFix() {
    return largestFix;
  }

  /// The value below which a share of the observations lies, between bounds by a straight line.
  public double quantile(double share) {
    if (Double.isNaN(share)) {
      return Double.NaN;
    }
    if (share < 0 || share > 1) {
      return share < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!endsInInfinity()) {
      return Double.NaN;
    }
    mergeEqualBounds();
    makeMonotonic();
    double total = counts[size - 1];
    if (size < 2 || total == 0) {
      return Double.NaN;
    }
    return valueOfRank(share * total);
  }

  private double valueOfRank(double rank) {
    int bucket = 0;
    while (bucket < size - 1 && !(counts[bucket] >= rank)) {
      bucket++;
    }
    if (bucket == size - 1) {
      return bounds[size - 2];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double lowerBound = bucket == 0 ? 0 : bounds[bucket - 1];
    double lowerCount = bucket == 0 ? 0 : counts[bucket - 1];
    double share = (rank - lowerCount) / (counts[bucket] - lowerCount);
    return lowerBound + (bounds[bucket] - lowerBound) * share;
  }

  /// The share of the observations between two values.
  public double fraction(double lower, double upper) {
    if (!endsInInfinity()) {
      return Double.NaN;
    }
    mergeEqualBounds();
    double total = counts[size - 1];
    if (total == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
      return Double.NaN;
    }
    return lower >= upper ? 0 : (rankOf(upper) - rankOf(lower)) / total;
  }

  private double rankOf(double value) {
    double lowerCount = 0;
    double lowerBound = bounds[0] > 0 ? 0 : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      if (value <= lowerBound) {
        return lowerCount;
      }
      if (value <= bounds[i]) {
        return between(value, lowerBound, bounds[i], lowerCount, counts[i]);
      }
      lowerBound = bounds[i];
      lowerCount = counts[i];
    }
    return lowerCount;
  }

  /// The rank inside a bucket; where a bound is infinite, that of the other end.
  private static double between(
      double value, double lowerBound, double upperBound, double lowerCount, double upperCount) {
    if (value == upperBound || Double.isInfinite(lowerBound)) {
      return upperCount;
    }
    if (Double.isInfinite(upperBound)) {
      return lowerCount;
    }
    return lowerCount
        + (upperCount - lowerCount) * (value - lowerBound) / (upperBound - lowerBound);
  }

  private boolean endsInInfinity() {
    return size > 0 && bounds[size - 1] == Double.POSITIVE_INFINITY;
  }

  private void mergeEqualBounds() {
    int last = 0;
    for (int i = 1; i < size; i++) {
      if (bounds[i] == bounds[last]) {
        counts[last] += counts[i];
      } else {
        last++;
        bounds[last] = bounds[i];
        counts[last] = counts[i];
      }
    }
    size = last + 1;
  }

  private void makeMonotonic() {
    double previous = counts[0];
    for (int i = 1; i < size; i++) {
      double count = counts[i];
      if (count != previous && isAlmost(count, previous)) {
        counts[i] = previous;
      } else if (count < previous) {
        noteFix(bounds[i], previous - count);
        counts[i] = previous;
      }
      previous = counts[i];
    }
  }

  private static boolean isAlmost(double a, double b) {
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    return sum == 0 || difference / Math.min(sum, Double.MAX_VALUE) < TOLERANCE;
  }

  private void noteFix(double bound, double fix) {
    lowestFixed = isFixed ? Math.min(lowestFixed, bound) : bound;
    highestFixed = isFixed ? Math.max(highestFixed, bound) : bound;
    largestFix = Math.max(largestFix, fix);
    isFixed = true;
  }
}
