package dev.clew.query.promql.functions;

/// `stdvar_over_time` and `stddev_over_time`.
final class Spreads {
  private Spreads() {}

  static RangeFunction variance() {
    return spread(false);
  }

  static RangeFunction deviation() {
    return spread(true);
  }

  private static RangeFunction spread(boolean isRoot) {
    Variance variance = new Variance();
    WindowFunction function =
        (samples, first, end, windows, step) -> {
          variance.reset();
          for (int i = first; i < end; i++) {
            variance.add(samples.value(i));
          }
          return isRoot ? Math.sqrt(variance.value()) : variance.value();
        };
    return function.over(1);
  }
}
