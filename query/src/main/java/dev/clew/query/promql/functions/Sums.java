package dev.clew.query.promql.functions;

/// Functions that add up the values of a window. Every window is added up anew: a sum that only
/// takes in and gives back would not lose what the upstream sums lose, and keep what they do not.
final class Sums {
  private Sums() {}

  static RangeFunction sum() {
    KahanSum sum = new KahanSum();
    WindowFunction function =
        (samples, first, end, windows, step) -> {
          sum.reset();
          for (int i = first; i < end; i++) {
            sum.add(samples.value(i));
          }
          return sum.value();
        };
    return function.over(1);
  }

  static RangeFunction average() {
    Average average = new Average();
    WindowFunction function =
        (samples, first, end, windows, step) -> {
          average.reset();
          for (int i = first; i < end; i++) {
            average.add(samples.value(i));
          }
          return average.value();
        };
    return function.over(1);
  }

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
