package dev.clew.pipeline.prometheus;

/// Escapes of both text formats.
final class Escapes {
  private Escapes() {}

  /// Appends a value of a label, without its quotes.
  static void value(String text, StringBuilder to) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\\' -> to.append("\\\\");
        case '"' -> to.append("\\\"");
        case '\n' -> to.append("\\n");
        default -> to.append(each);
      }
    }
  }

  /// A help text.
  ///
  /// @param escapesQuotes as OpenMetrics wants, the older format not
  static String help(String text, boolean escapesQuotes) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n");
    return escapesQuotes ? escaped.replace("\"", "\\\"") : escaped;
  }
}
