package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;

/// Computes the value of one window that is not empty, each window by itself.
@FunctionalInterface
interface WindowFunction {
  /// What [#at] gives for a window that has no value; compared by its bits.
  double NONE = SampleBuffer.STALE;

  /// @param first the first sample of the window
  /// @param end the sample behind the last
  double at(SampleBuffer samples, int first, int end, Windows windows, int step);

  /// This function for windows of at least so many samples.
  default RangeFunction over(int fewest) {
    return (samples, windows, out) -> apply(fewest, samples, windows, out);
  }

  private void apply(int fewest, SampleBuffer samples, Windows windows, StepValues out) {
    for (int step = 0; step < windows.steps(); step++) {
      int count = windows.count(step);
      if (count >= fewest) {
        windows.work(count);
        double value = at(samples, windows.first(step), windows.end(step), windows, step);
        if (!SampleBuffer.isStale(value)) {
          out.set(step, value);
        }
      }
    }
  }
}
