package dev.clew.query.promql.series;

import java.util.HexFormat;

/// Strings in double quotes with the escapes of Go.
public final class Quotes {
  private static final String LETTERS = "abfnrtv\\\"";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\\"";
  private static final HexFormat HEX = HexFormat.of();

  private Quotes() {}

  /// The text as a PromQL string that reads to it. A char U+DC80 to U+DCFF that stands alone is a
  /// byte that is not UTF-8.
  public static String quote(String value) {
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    value.codePoints().forEach(c -> append(text, c));
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, int c) {
    int known = MEANINGS.indexOf(c);
    if (known >= 0) {
      text.append('\\').append(LETTERS.charAt(known));
    } else if (c < ' ' || c == 0x7f) {
      text.append("\\x").append(HEX.toHexDigits((byte) c));
    } else if (isStrayByte(c)) {
      text.append("\\x").append(HEX.toHexDigits((byte) c));
    } else if (c >= 0xd800 && c <= 0xdfff) {
      text.append('\ufffd');
    } else if (isPrintable(c)) {
      text.appendCodePoint(c);
    } else if (c < 0x10000) {
      text.append("\\u").append(HEX.toHexDigits((char) c));
    } else {
      text.append("\\U").append(HEX.toHexDigits(c));
    }
  }

  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /// Whether a code point stands for a byte that is not UTF-8.
  public static boolean isStrayByte(int c) {
    return c >= 0xdc80 && c <= 0xdcff;
  }

  /// Whether a text is UTF-8 through and through.
  public static boolean isUtf8(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
