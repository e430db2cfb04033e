package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;

/// The largest or smallest value of each window, in one pass: a queue holds the samples that may
/// still win, best first, since a sample loses for good once a better one came behind it. NaN loses
/// against any number.
final class Extremes implements RangeFunction {
  private final boolean isMax;
  private int[] queue = new int[128];

  private Extremes(boolean isMax) {
    this.isMax = isMax;
  }

  static RangeFunction max() {
    return new Extremes(true);
  }

  static RangeFunction min() {
    return new Extremes(false);
  }

  @Override
  public void apply(SampleBuffer samples, Windows windows, StepValues out) {
    double[] values = samples.values();
    if (queue.length < samples.size()) {
      queue = new int[samples.size()];
    }
    int head = 0;
    int tail = 0;
    int next = 0;
    for (int step = 0; step < windows.steps(); step++) {
      int first = windows.first(step);
      int end = windows.end(step);
      for (next = Math.max(next, first); next < end; next++) {
        while (tail > head && beats(values[next], values[queue[tail - 1]])) {
          tail--;
        }
        queue[tail++] = next;
      }
      while (head < tail && queue[head] < first) {
        head++;
      }
      if (first < end) {
        out.set(step, values[queue[head]]);
      }
    }
  }

  private boolean beats(double later, double earlier) {
    if (Double.isNaN(earlier)) {
      return true;
    }
    return isMax ? later >= earlier : later <= earlier;
  }
}
