package dev.clew.query.promql;

/// A text that is no token; never leaves the lexer.
final class LexicalError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  LexicalError(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
