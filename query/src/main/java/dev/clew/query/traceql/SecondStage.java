package dev.clew.query.traceql;

/// Reduces finished series.
public sealed interface SecondStage {

  /// `topk(count)`: the highest series per time stamp.
  record Top(long count) implements SecondStage {}

  /// `bottomk(count)`: the lowest series per time stamp.
  record Bottom(long count) implements SecondStage {}

  /// `> value` and its like: drops the other points. A duration means its seconds.
  record Threshold(ComparisonOperator operator, Literal.Numeric value) implements SecondStage {}
}
