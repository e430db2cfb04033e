package dev.clew.query.run.field;

/// The data makes a query meaningless, for example by a division by zero. The message is one line
/// for the author of the query.
public final class EvaluationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EvaluationFailure(String message) {
    super(message, null, false, false);
  }
}
