package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// The variance of a population in one pass (Welford), or its root.
final class SpreadAccumulator implements Accumulator {
  private final double[] means;
  private final double[] squares;
  private final int[] counts;
  private final boolean isRoot;
  private final Runnable onHistogram;

  /// @param onHistogram told of native histograms, which are left aside
  SpreadAccumulator(int steps, boolean isRoot, Runnable onHistogram) {
    this.means = new double[steps];
    this.squares = new double[steps];
    this.counts = new int[steps];
    this.isRoot = isRoot;
    this.onHistogram = onHistogram;
  }

  @Override
  public void add(StepValues values) {
    for (int step = 0; step < means.length; step++) {
      if (values.isFloat(step)) {
        add(step, values.value(step));
      } else if (values.isHistogram(step)) {
        onHistogram.run();
      }
    }
  }

  private void add(int step, double value) {
    int count = ++counts[step];
    if (count == 1) {
      means[step] = value;
      squares[step] = Double.isFinite(value) ? 0 : Double.NaN;
      return;
    }
    double delta = value - means[step];
    means[step] += delta / count;
    squares[step] += delta * (value - means[step]);
  }

  @Override
  public void finish(StepValues out) {
    for (int step = 0; step < means.length; step++) {
      if (counts[step] > 0) {
        double variance = squares[step] / counts[step];
        out.set(step, isRoot ? Math.sqrt(variance) : variance);
      }
    }
  }
}
