package dev.clew.query.traceql;

/// Computes a number from two.
public enum ArithmeticOperator implements FieldOperator {
  ADD("+", Precedence.SUM),
  SUBTRACT("-", Precedence.SUM),
  MULTIPLY("*", Precedence.PRODUCT),
  DIVIDE("/", Precedence.PRODUCT),
  MODULO("%", Precedence.PRODUCT),
  POWER("^", Precedence.POWER);

  private final String text;
  private final int level;

  ArithmeticOperator(String text, int level) {
    this.text = text;
    this.level = level;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int level() {
    return level;
  }

  /// Whether numbers alone, and metrics, know this operator: all but `%` and `^`.
  boolean suitsMetrics() {
    return this != MODULO && this != POWER;
  }

  /// Integer arithmetic that wraps around; a division truncates.
  ///
  /// @throws ArithmeticException if it divides by zero
  public long apply(long left, long right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> power(left, right);
    };
  }

  /// Arithmetic on doubles: a division by zero is infinite or NaN.
  public double apply(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> Math.pow(left, right);
    };
  }

  private static long power(long base, long exponent) {
    if (exponent < 0) {
      boolean vanishes = base < -1 || base > 1;
      return vanishes ? 0 : 1 / power(base, 2 + exponent % 2);
    }
    long result = 1;
    long square = base;
    for (long rest = exponent; rest > 0; rest >>= 1) {
      result *= (rest & 1) == 1 ? square : 1;
      square *= square;
    }
    return result;
  }
}
