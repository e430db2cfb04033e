package dev.clew.query.promql.functions;

/// The variance of a population in one pass (Welford), with sums that keep what rounding takes.
final class Variance {
  private final KahanSum mean = new KahanSum();
  private final KahanSum squares = new KahanSum();
  private int count;

  void reset() {
    mean.reset();
    squares.reset();
    count = 0;
  }

  void add(double value) {
    count++;
    double delta = value - mean.value();
    mean.add(delta / count);
    squares.add(delta * (value - mean.value()));
  }

  double value() {
    return squares.value() / count;
  }
}
