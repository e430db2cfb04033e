package dev.clew.query.promql.functions;

/// The times at which an expression is evaluated.
///
/// @param start epoch milliseconds
/// @param step milliseconds between two
/// @param count how many there are
public record Steps(long start, long step, int count) {
  public Steps {
    if (count < 0 || (count > 1 && step <= 0)) {
      throw new IllegalArgumentException("%d steps of %d ms".formatted(count, step));
    }
  }

  /// A single time.
  public static Steps at(long time) {
    return new Steps(time, 0, 1);
  }

  public long at(int index) {
    return start + index * step;
  }

  public long last() {
    return at(count - 1);
  }

  /// Only the first time.
  public Steps first() {
    return at(start);
  }
}
