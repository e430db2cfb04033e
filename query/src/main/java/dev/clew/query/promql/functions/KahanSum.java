package dev.clew.query.promql.functions;

/// A sum that keeps what rounding takes away (Kahan and Babuška, improved by Neumaier): exact to
/// the last digits, also where large terms cancel out.
final class KahanSum {
  private double sum;
  private double lost;

  void reset() {
    sum = 0;
    lost = 0;
  }

  void add(double term) {
    double next = sum + term;
    if (Double.isInfinite(next)) {
      lost = 0;
    } else if (Math.abs(sum) >= Math.abs(term)) {
      lost += (sum - next) + term;
    } else {
      lost += (term - next) + sum;
    }
    sum = next;
  }

  /// The sum and what it lost, multiplied.
  void scale(double factor) {
    sum *= factor;
    lost *= factor;
  }

  /// Whether the next term would make the sum infinite.
  boolean overflowsWith(double term) {
    return Double.isInfinite(sum + term);
  }

  /// The sum as far as it is known without what it lost.
  double sum() {
    return sum;
  }

  double lost() {
    return lost;
  }

  double value() {
    return sum + lost;
  }

  double dividedBy(double count) {
    return sum / count + lost / count;
  }

  /// Divides the sum and what it lost one by one.
  void divide(double divisor) {
    sum /= divisor;
    lost /= divisor;
  }
}
