package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// How fast values change: between the last two samples, or along a fitted line.
final class Slopes {
  private Slopes() {}

  static RangeFunction instantRate() {
    WindowFunction function =
        (samples, first, end, windows, step) -> {
          double change = lastChange(samples, end);
          boolean isReset = change < 0;
          double seconds = lastSeconds(samples, end);
          double counted = isReset ? samples.value(end - 1) : change;
          return seconds == 0 ? WindowFunction.NONE : counted / seconds;
        };
    return function.over(2);
  }

  static RangeFunction instantDelta() {
    WindowFunction function =
        (samples, first, end, windows, step) ->
            lastSeconds(samples, end) == 0 ? WindowFunction.NONE : lastChange(samples, end);
    return function.over(2);
  }

  private static double lastChange(SampleBuffer samples, int end) {
    return samples.value(end - 1) - samples.value(end - 2);
  }

  private static double lastSeconds(SampleBuffer samples, int end) {
    return (samples.time(end - 1) - samples.time(end - 2)) / 1e3;
  }

  static RangeFunction derivative() {
    LineFit line = new LineFit();
    WindowFunction function =
        (samples, first, end, windows, step) -> {
          line.fit(samples, first, end, samples.time(first));
          return line.slope();
        };
    return function.over(2);
  }

  /// @param ahead how many seconds after the step to predict
  static RangeFunction prediction(double[] ahead) {
    LineFit line = new LineFit();
    WindowFunction function =
        (samples, first, end, windows, step) -> {
          line.fit(samples, first, end, windows.time(step));
          return line.slope() * ahead[step] + line.intercept();
        };
    return function.over(2);
  }
}
