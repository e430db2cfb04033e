package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// The straight line that is nearest to the samples of a window, by least squares.
final class LineFit {
  private final KahanSum sumX = new KahanSum();
  private final KahanSum sumY = new KahanSum();
  private final KahanSum sumXy = new KahanSum();
  private final KahanSum sumXx = new KahanSum();
  private double slope;
  private double intercept;

  /// Fits the line; `origin` is the time at which it has its intercept.
  void fit(SampleBuffer samples, int first, int end, long origin) {
    sumX.reset();
    sumY.reset();
    sumXy.reset();
    sumXx.reset();
    double start = samples.value(first);
    boolean isConstant = true;
    for (int i = first; i < end; i++) {
      double y = samples.value(i);
      double x = (samples.time(i) - origin) / 1e3;
      isConstant &= y == start;
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    if (isConstant) {
      slope = Double.isInfinite(start) ? Double.NaN : 0;
      intercept = Double.isInfinite(start) ? Double.NaN : start;
    } else {
      solve(end - first);
    }
  }

  private void solve(double count) {
    double x = sumX.value();
    double y = sumY.value();
    double covariance = sumXy.value() - x * y / count;
    double variance = sumXx.value() - x * x / count;
    slope = covariance / variance;
    intercept = y / count - slope * x / count;
  }

  /// Per second.
  double slope() {
    return slope;
  }

  double intercept() {
    return intercept;
  }
}
