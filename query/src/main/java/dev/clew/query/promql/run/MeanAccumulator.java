package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// The mean: a sum and a count while the sum is finite, from then on from mean to mean. Both keep
/// what rounding takes away.
final class MeanAccumulator implements Accumulator {
  private final double[] sums;
  private final double[] lost;
  private final int[] counts;
  private final boolean[] isIncremental;
  private final boolean[] hasHistogram;
  private final Runnable onMix;

  /// @param onMix told where a group has floats and histograms, which then has no mean
  MeanAccumulator(int steps, Runnable onMix) {
    this.sums = new double[steps];
    this.lost = new double[steps];
    this.counts = new int[steps];
    this.isIncremental = new boolean[steps];
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

  private void add(int step, double value) {
    int count = ++counts[step];
    boolean overflows = count > 1 && Double.isInfinite(sums[step] + value);
    if (overflows && !isIncremental[step]) {
      isIncremental[step] = true;
      sums[step] /= count - 1;
      lost[step] /= count - 1;
    }
    if (isIncremental[step]) {
      double share = (count - 1.0) / count;
      sums[step] *= share;
      lost[step] *= share;
      addTerm(step, value / count);
    } else {
      addTerm(step, value);
    }
  }

  private void addTerm(int step, double term) {
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
  }

  @Override
  public void finish(StepValues out) {
    for (int step = 0; step < sums.length; step++) {
      int count = counts[step];
      if (count > 0 && hasHistogram[step]) {
        onMix.run();
      } else if (count > 0) {
        double divisor = isIncremental[step] ? 1 : count;
        out.set(step, sums[step] / divisor + lost[step] / divisor);
      } else if (hasHistogram[step]) {
        out.setHistogram(step);
      }
    }
  }
}
