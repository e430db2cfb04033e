package dev.clew.pipeline.ottl;

/// A row for which a condition or statement has no answer, such as the prefix of a number. Comes
/// without a stack, since there may be one for each row, and without values of users, since it is
/// logged.
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EvaluationException(String message) {
    super(message, null, false, false);
  }
}
