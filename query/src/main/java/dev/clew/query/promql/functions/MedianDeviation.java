package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// `mad_over_time`: the median of the distances from the median.
final class MedianDeviation implements WindowFunction {
  private double[] sorted = new double[128];

  @Override
  public double at(SampleBuffer samples, int first, int end, Windows windows, int step) {
    int count = end - first;
    if (sorted.length < count) {
      sorted = new double[2 * count];
    }
    System.arraycopy(samples.values(), first, sorted, 0, count);
    for (int i = 0; i < count; i++) {
      if (Double.isNaN(sorted[i])) {
        return Double.NaN;
      }
    }
    double median = Quantiles.of(0.5, sorted, count);
    for (int i = 0; i < count; i++) {
      sorted[i] = Math.abs(sorted[i] - median);
    }
    return Quantiles.of(0.5, sorted, count);
  }
}
