package dev.clew.query.promql.tree;

import org.jspecify.annotations.Nullable;

/// What moves a selector or a subquery in time: `@ …` fixes it, `offset …` moves it back.
public record TimeShift(@Nullable DurationExpression offset, @Nullable At at) {
  /// At the time of the evaluation.
  public static final TimeShift NONE = new TimeShift(null, null);

  public TimeShift withOffset(DurationExpression other) {
    return new TimeShift(other, at);
  }

  public TimeShift withAt(At other) {
    return new TimeShift(offset, other);
  }

  /// A fixed time.
  public sealed interface At {
    /// `@ 1234.5`, in epoch milliseconds.
    record Instant(long millis) implements At {}

    /// `@ start()`: the start of the query.
    record Start() implements At {}

    /// `@ end()`: the end of the query.
    record End() implements At {}
  }
}
