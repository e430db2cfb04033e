package dev.clew.query.promql.tree;

/// What stands between two expressions; a higher level binds tighter.
public enum BinaryOperator {
  OR("or", 1, Kind.SET),
  AND("and", 2, Kind.SET),
  UNLESS("unless", 2, Kind.SET),
  EQUAL("==", 3, Kind.COMPARISON),
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  LESS("<", 3, Kind.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  GREATER(">", 3, Kind.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  TRIM_UPPER("</", 3, Kind.TRIM),
  TRIM_LOWER(">/", 3, Kind.TRIM),
  ADD("+", 4, Kind.ARITHMETIC),
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  DIVIDE("/", 5, Kind.ARITHMETIC),
  MODULO("%", 5, Kind.ARITHMETIC),
  ATAN2("atan2", 5, Kind.ARITHMETIC),
  POWER("^", 6, Kind.ARITHMETIC);

  /// What an operator does.
  public enum Kind {
    ARITHMETIC,
    COMPARISON,
    /// Chooses whole series.
    SET,
    /// Cuts native histograms.
    TRIM
  }

  private final String text;
  private final int level;
  private final Kind kind;

  BinaryOperator(String text, int level, Kind kind) {
    this.text = text;
    this.level = level;
    this.kind = kind;
  }

  public String text() {
    return text;
  }

  public int level() {
    return level;
  }

  public boolean isSet() {
    return kind == Kind.SET;
  }

  public boolean isComparison() {
    return kind == Kind.COMPARISON;
  }

  /// Whether of several of one level the right one binds first.
  public boolean isRightAssociative() {
    return this == POWER;
  }
}
