package dev.clew.pipeline.ottl;

/// A text that is no OTTL, on its way to the message.
final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int offset;

  SyntaxException(int offset, String message) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /// Of the character that does not fit.
  int offset() {
    return offset;
  }
}
