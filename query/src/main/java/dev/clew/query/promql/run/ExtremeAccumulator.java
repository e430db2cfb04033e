package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// The largest or smallest value; NaN loses against any number.
final class ExtremeAccumulator implements Accumulator {
  private final double[] best;
  private final boolean[] isThere;
  private final boolean isMax;
  private final Runnable onHistogram;

  /// @param onHistogram told of native histograms, which are left aside
  ExtremeAccumulator(int steps, boolean isMax, Runnable onHistogram) {
    this.best = new double[steps];
    this.isThere = new boolean[steps];
    this.isMax = isMax;
    this.onHistogram = onHistogram;
  }

  @Override
  public void add(StepValues values) {
    for (int step = 0; step < best.length; step++) {
      if (values.isFloat(step)) {
        double value = values.value(step);
        if (!isThere[step] || isBetter(value, best[step])) {
          best[step] = value;
          isThere[step] = true;
        }
      } else if (values.isHistogram(step)) {
        onHistogram.run();
      }
    }
  }

  private boolean isBetter(double value, double other) {
    return Double.isNaN(other) || (isMax ? value > other : value < other);
  }

  @Override
  public void finish(StepValues out) {
    for (int step = 0; step < best.length; step++) {
      if (isThere[step]) {
        out.set(step, best[step]);
      }
    }
  }
}
