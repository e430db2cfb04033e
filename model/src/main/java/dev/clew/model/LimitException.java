package dev.clew.model;

/// A question hit a limit: its message names the limit and what to do, in one line for people.
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Which limit it was.
  public enum Limit {
    DEADLINE,
    CANCELLED,
    MEMORY,
    RESULT_SIZE
  }

  private final Limit limit;

  public LimitException(Limit limit, String message) {
    super(message);
    this.limit = limit;
  }

  public Limit limit() {
    return limit;
  }
}
