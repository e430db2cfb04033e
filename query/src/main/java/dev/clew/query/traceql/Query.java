package dev.clew.query.traceql;

/// A whole query.
public sealed interface Query {

  /// What `with(…)` said.
  Hints hints();

  /// Looks for traces.
  record Search(Pipeline pipeline, Hints hints) implements Query {}

  /// Counts and measures over time.
  record Metrics(MetricsExpression expression, Hints hints) implements Query {}

  /// Looks for traces by comparing what two pipelines give. Refused by the validator.
  record ScalarSearch(ComparisonOperator operator, PipedScalar left, PipedScalar right, Hints hints)
      implements Query {}
}
