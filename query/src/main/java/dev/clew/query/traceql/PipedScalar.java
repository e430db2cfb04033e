package dev.clew.query.traceql;

/// A number per trace, made by a pipeline that ends in an aggregate. Parses and is refused by the
/// validator.
public sealed interface PipedScalar {

  /// `(pipeline | aggregate)`
  record Aggregated(Pipeline pipeline, ScalarExpression aggregate) implements PipedScalar {}

  /// A number as it stands, only on the right of the comparison.
  record Constant(Literal.Numeric value) implements PipedScalar {}

  /// `left + right` and its like.
  record Arithmetic(ArithmeticOperator operator, PipedScalar left, PipedScalar right)
      implements PipedScalar {}
}
