package dev.clew.query.traceql;

/// Compares two values.
public enum ComparisonOperator implements FieldOperator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">=");

  private final String text;

  ComparisonOperator(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int level() {
    return Precedence.COMPARISON;
  }

  /// Whether this asks for more than `=` or `!=`, so that both sides need an order.
  public boolean needsOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /// Whether this holds for two values whose comparison gave `order`: negative, zero or positive.
  public boolean holds(int order) {
    return switch (this) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  /// Whether this holds for two doubles; for a NaN only `!=` does.
  public boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case LESS -> left < right;
      case LESS_OR_EQUAL -> left <= right;
      case GREATER -> left > right;
      case GREATER_OR_EQUAL -> left >= right;
    };
  }

  /// The operator that says the same with its sides exchanged: `3 < x` is `x > 3`.
  public ComparisonOperator mirrored() {
    return switch (this) {
      case EQUAL, NOT_EQUAL -> this;
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
    };
  }
}
