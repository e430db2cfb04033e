package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// `quantile_over_time`: a quantile of the values of a window.
final class WindowQuantile implements WindowFunction {
  private final double[] quantiles;
  private double[] sorted = new double[128];

  WindowQuantile(double[] quantiles) {
    this.quantiles = quantiles;
  }

  @Override
  public double at(SampleBuffer samples, int first, int end, Windows windows, int step) {
    int count = end - first;
    if (sorted.length < count) {
      sorted = new double[2 * count];
    }
    System.arraycopy(samples.values(), first, sorted, 0, count);
    return Quantiles.of(quantiles[step], sorted, count);
  }
}
