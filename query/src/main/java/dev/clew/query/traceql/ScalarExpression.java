package dev.clew.query.traceql;

/// A number per spanset.
public sealed interface ScalarExpression {

  /// `count()`: how many spans.
  record Count() implements ScalarExpression {}

  /// `avg(field)` and its like.
  record Aggregate(Aggregation aggregation, FieldExpression field) implements ScalarExpression {}

  /// A number as it stands.
  record Constant(Literal.Numeric value) implements ScalarExpression {}

  /// `left + right` and its like; at least one aggregate is in it.
  record Arithmetic(ArithmeticOperator operator, ScalarExpression left, ScalarExpression right)
      implements ScalarExpression {}
}
