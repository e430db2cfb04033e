package dev.clew.query.traceql;

/// How tightly operators bind, loosest first; the same numbers inside filters and between spansets.
///
/// `&&` and `||` share a level and go left to right. Unary minus binds like the binary one: `-a *
/// b` is `-(a * b)`. A `!` binds tighter than a comparison: `!a = b` is `(!a) = b`.
final class Precedence {
  /// Level of what is no operator.
  static final int NONE = 0;

  static final int LOGIC = 2;
  static final int COMPARISON = 3;
  static final int SUM = 4;
  static final int NOT = 5;
  static final int PRODUCT = 6;

  /// The only level that groups from the right: `a ^ b ^ c` is `a ^ (b ^ c)`.
  static final int POWER = 7;

  private Precedence() {}
}
