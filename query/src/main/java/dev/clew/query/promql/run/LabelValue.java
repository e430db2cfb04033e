package dev.clew.query.promql.run;

/// The value of a label that a function puts together. Functions nest, so each could double what
/// the one inside made; therefore its length is bounded.
final class LabelValue {
  private static final int MAX_LENGTH = 64 * 1024;

  private final StringBuilder text = new StringBuilder();

  void append(String part) {
    if (text.length() + part.length() > MAX_LENGTH) {
      throw QueryFailure.limit(
          "query would make a label value of more than %,d characters".formatted(MAX_LENGTH));
    }
    text.append(part);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
