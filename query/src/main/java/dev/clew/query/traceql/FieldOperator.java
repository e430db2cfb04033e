package dev.clew.query.traceql;

/// What may stand between two fields.
sealed interface FieldOperator
    permits ArithmeticOperator, ComparisonOperator, LogicOperator, MatchOperator {
  /// As it is written in a query.
  String text();

  /// How tightly it binds, one of [Precedence].
  int level();
}
