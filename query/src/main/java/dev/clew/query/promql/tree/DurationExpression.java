package dev.clew.query.promql.tree;

/// A span of time in seconds, computed once a query.
public sealed interface DurationExpression {
  Place place();

  /// Seconds.
  ///
  /// @param isDuration whether they were written as a duration, such as `5m`
  record Literal(double seconds, boolean isDuration, Place place) implements DurationExpression {}

  /// `step()`: the step of the query, 0 for an instant query.
  record Step(Place place) implements DurationExpression {}

  /// `range()`: the time from start to end of the query.
  record Range(Place place) implements DurationExpression {}

  /// `min_of(left, right)` or `max_of(left, right)`.
  record Extremum(boolean isMax, DurationExpression left, DurationExpression right, Place place)
      implements DurationExpression {}

  /// `-inner`.
  record Negated(DurationExpression inner, Place place) implements DurationExpression {}

  /// Two spans and one of `+ - * / % ^`.
  record Arithmetic(BinaryOperator operator, DurationExpression left, DurationExpression right)
      implements DurationExpression {
    @Override
    public Place place() {
      return left.place().to(right.place());
    }
  }

  /// `(inner)`.
  record Group(DurationExpression inner, Place place) implements DurationExpression {}
}
