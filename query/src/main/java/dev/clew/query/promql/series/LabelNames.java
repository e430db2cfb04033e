package dev.clew.query.promql.series;

/// What may be the name of a label.
public final class LabelNames {
  private LabelNames() {}

  /// Whether it can be written without quotes.
  public static boolean isPlain(String name) {
    return !name.isEmpty()
        && !isDigit(name.charAt(0))
        && name.chars().allMatch(c -> isLetter(c) || isDigit(c));
  }

  /// Whether a series may have it.
  public static boolean isValid(String name) {
    return !name.isEmpty() && Quotes.isUtf8(name);
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
