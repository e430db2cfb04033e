package dev.clew.query.promql.functions;

/// A mean that survives sums too large for a double: from there on it goes from mean to mean.
final class Average {
  private final KahanSum sum = new KahanSum();
  private int count;
  private boolean isIncremental;

  void reset() {
    sum.reset();
    count = 0;
    isIncremental = false;
  }

  void add(double value) {
    count++;
    if (!isIncremental && count > 1 && sum.overflowsWith(value)) {
      isIncremental = true;
      sum.divide(count - 1);
    }
    if (isIncremental) {
      sum.scale((count - 1.0) / count);
      sum.add(value / count);
    } else {
      sum.add(value);
    }
  }

  double value() {
    return isIncremental ? sum.value() : sum.dividedBy(count);
  }
}
