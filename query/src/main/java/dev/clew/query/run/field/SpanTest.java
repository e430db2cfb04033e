package dev.clew.query.run.field;

/// A fact about a span. Belongs to one thread, and to the batch it was compiled for.
@FunctionalInterface
public interface SpanTest {
  /// True of every span.
  SpanTest ALWAYS = _ -> true;

  /// True of no span.
  SpanTest NEVER = _ -> false;

  /// Whether it is true of the span at a position.
  ///
  /// @throws EvaluationFailure if the data makes the query meaningless
  boolean holds(Position at);

  /// The opposite.
  default SpanTest negated() {
    return at -> !holds(at);
  }
}
