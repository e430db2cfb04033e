package dev.clew.query.traceql;

/// Compares text with a regular expression.
enum MatchOperator implements FieldOperator {
  MATCHES("=~"),
  DOES_NOT_MATCH("!~");

  private final String text;

  MatchOperator(String text) {
    this.text = text;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public int level() {
    return Precedence.COMPARISON;
  }
}
