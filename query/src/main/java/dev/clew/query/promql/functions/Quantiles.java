package dev.clew.query.promql.functions;

import java.util.Arrays;

/// Quantiles of plain values.
public final class Quantiles {
  private Quantiles() {}

  /// The quantile of the first values of an array, which gets sorted.
  public static double of(double quantile, double[] values, int count) {
    if (count == 0 || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    int missing = sortMissingFirst(values, count);
    double rank = quantile * (count - 1);
    int lower = Math.max(0, (int) Math.floor(rank));
    int upper = Math.min(count - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return at(values, lower, missing, count) * (1 - weight)
        + at(values, upper, missing, count) * weight;
  }

  /// Sorts; NaN goes to the end and is counted.
  private static int sortMissingFirst(double[] values, int count) {
    Arrays.sort(values, 0, count);
    int missing = 0;
    while (missing < count && Double.isNaN(values[count - 1 - missing])) {
      missing++;
    }
    return missing;
  }

  /// The value at a place of the order in which NaN comes first.
  private static double at(double[] values, int index, int missing, int count) {
    return index < missing ? Double.NaN : values[Math.min(count - 1, index - missing)];
  }
}
