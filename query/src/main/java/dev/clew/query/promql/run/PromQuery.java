package dev.clew.query.promql.run;

import dev.clew.query.promql.tree.Expression;

/// A query with its times.
///
/// @param text the text that the expression was read from; warnings point into it
/// @param start epoch milliseconds of the first evaluation
/// @param end epoch milliseconds that no evaluation lies behind
/// @param step milliseconds between two evaluations; 0 for an instant query
public record PromQuery(Expression expression, String text, long start, long end, long step) {
  /// Times lie at most so far from the epoch, so that no sum of times overflows.
  static final long MAX_TIME = 1L << 60;

  public PromQuery {
    if (start < -MAX_TIME || end > MAX_TIME) {
      throw new IllegalArgumentException("no times from %d to %d".formatted(start, end));
    }
    if (start > end || step < 0 || (step == 0 && start != end)) {
      throw new IllegalArgumentException(
          "no times from %d to %d by %d".formatted(start, end, step));
    }
  }

  /// Asks for one time.
  public static PromQuery at(Expression expression, String text, long time) {
    return new PromQuery(expression, text, time, time, 0);
  }

  public boolean isInstant() {
    return step == 0;
  }
}
