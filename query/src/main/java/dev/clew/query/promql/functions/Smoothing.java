package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// `double_exponential_smoothing`: a level and a trend, both smoothed, at the last sample.
final class Smoothing implements WindowFunction {
  private final double[] levelFactors;
  private final double[] trendFactors;

  Smoothing(double[] levelFactors, double[] trendFactors) {
    this.levelFactors = levelFactors;
    this.trendFactors = trendFactors;
  }

  @Override
  public double at(SampleBuffer samples, int first, int end, Windows windows, int step) {
    double levelFactor = levelFactors[step];
    double trendFactor = trendFactors[step];
    double level = samples.value(first);
    double trend = samples.value(first + 1) - level;
    double before = 0;
    for (int i = first + 1; i < end; i++) {
      if (i > first + 1) {
        trend = trendFactor * (level - before) + (1 - trendFactor) * trend;
      }
      double next = levelFactor * samples.value(i) + (1 - levelFactor) * (level + trend);
      before = level;
      level = next;
    }
    return level;
  }
}
