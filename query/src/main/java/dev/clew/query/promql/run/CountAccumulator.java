package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// How many series there are, or 1 where there are any.
final class CountAccumulator implements Accumulator {
  private final int[] counts;
  private final boolean isGroup;

  CountAccumulator(int steps, boolean isGroup) {
    this.counts = new int[steps];
    this.isGroup = isGroup;
  }

  @Override
  public void add(StepValues values) {
    for (int step = 0; step < counts.length; step++) {
      counts[step] += values.isPresent(step) ? 1 : 0;
    }
  }

  @Override
  public void finish(StepValues out) {
    for (int step = 0; step < counts.length; step++) {
      if (counts[step] > 0) {
        out.set(step, isGroup ? 1 : counts[step]);
      }
    }
  }
}
