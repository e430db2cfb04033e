package dev.clew.server.api;

/// A question cannot be answered; each API words this in its own shape.
public final class QuestionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /// @param status HTTP status
  /// @param message one line for the person who asked
  public QuestionException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// What was asked makes no sense.
  public static QuestionException malformed(String message) {
    return new QuestionException(400, message);
  }

  public int status() {
    return status;
  }

  /// The message, on one line.
  public String line() {
    return String.valueOf(getMessage()).replaceAll("\\s+", " ").strip();
  }
}
