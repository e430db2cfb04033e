package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// Adds up, with sums that keep what rounding takes away (Kahan, Babuška and Neumaier).
final class SumAccumulator implements Accumulator {
  private final double[] sums;
  private final double[] lost;
  private final boolean[] hasFloat;
  private final boolean[] hasHistogram;
  private final Runnable onMix;

  /// @param onMix told where a group has floats and histograms, which then has no sum
  SumAccumulator(int steps, Runnable onMix) {
    this.sums = new double[steps];
    this.lost = new double[steps];
    this.hasFloat = new boolean[steps];
    this.hasHistogram = new boolean[steps];
    this.onMix = onMix;
  }

  @Override
  public void add(StepValues values) {
    for (int step = 0; step < sums.length; step++) {
      if (values.isFloat(step)) {
        add(step, values.value(step));
      } else {
        hasHistogram[step] |= values.isHistogram(step);
      }
    }
  }

  private void add(int step, double term) {
    double sum = sums[step];
    double next = sum + term;
    if (Double.isInfinite(next)) {
      lost[step] = 0;
    } else if (Math.abs(sum) >= Math.abs(term)) {
      lost[step] += (sum - next) + term;
    } else {
      lost[step] += (term - next) + sum;
    }
    sums[step] = next;
    hasFloat[step] = true;
  }

  @Override
  public void finish(StepValues out) {
    for (int step = 0; step < sums.length; step++) {
      if (hasFloat[step] && hasHistogram[step]) {
        onMix.run();
      } else if (hasFloat[step]) {
        out.set(step, sums[step] + lost[step]);
      } else if (hasHistogram[step]) {
        out.setHistogram(step);
      }
    }
  }
}
