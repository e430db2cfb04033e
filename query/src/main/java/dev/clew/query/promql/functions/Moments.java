package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// When something was so in a window, in epoch seconds.
final class Moments {
  private Moments() {}

  static RangeFunction first() {
    WindowFunction function = (samples, first, end, windows, step) -> samples.time(first) / 1e3;
    return function.over(1);
  }

  static RangeFunction last() {
    WindowFunction function = (samples, first, end, windows, step) -> samples.time(end - 1) / 1e3;
    return function.over(1);
  }

  static RangeFunction max() {
    WindowFunction function = (samples, first, end, windows, step) -> best(samples, first, end, 1);
    return function.over(1);
  }

  static RangeFunction min() {
    WindowFunction function = (samples, first, end, windows, step) -> best(samples, first, end, -1);
    return function.over(1);
  }

  /// When the largest value, times a sign, was there last.
  private static double best(SampleBuffer samples, int first, int end, int sign) {
    int best = first;
    for (int i = first + 1; i < end; i++) {
      double value = samples.value(i) * sign;
      double other = samples.value(best) * sign;
      if (value >= other || Double.isNaN(other)) {
        best = i;
      }
    }
    return samples.time(best) / 1e3;
  }
}
