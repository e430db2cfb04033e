package dev.clew.pipeline.ottl;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Text in double quotes with the escapes of Go.
final class Quoted {
  private final String source;
  private final ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
  private int at;

  private Quoted(String source, int at) {
    this.source = source;
    this.at = at;
  }

  /// The text between the quotes at `start` and before `end`.
  static String text(String source, int start, int end) {
    Quoted quoted = new Quoted(source, start + 1);
    while (quoted.at < end - 1) {
      quoted.next(end - 1);
    }
    return quoted.utf8.toString(StandardCharsets.UTF_8);
  }

  /// The text in quotes as messages have it.
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private void next(int end) {
    int codePoint = source.codePointAt(at);
    at += Character.charCount(codePoint);
    if (codePoint == '\n') {
      throw invalid();
    } else if (codePoint != '\\') {
      addCodePoint(codePoint);
    } else {
      escape(source.charAt(at++), end);
    }
  }

  private void escape(char c, int end) {
    switch (c) {
      case 'a' -> utf8.write(7);
      case 'b' -> utf8.write('\b');
      case 'f' -> utf8.write('\f');
      case 'n' -> utf8.write('\n');
      case 'r' -> utf8.write('\r');
      case 't' -> utf8.write('\t');
      case 'v' -> utf8.write(11);
      case '\\', '"' -> utf8.write(c);
      case 'x' -> utf8.write(digits(2, 16, end));
      case 'u' -> addCodePoint(digits(4, 16, end));
      case 'U' -> addCodePoint(digits(8, 16, end));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        int value = digits(3, 8, end);
        if (value > 255) {
          throw invalid();
        }
        utf8.write(value);
      }
      default -> throw invalid();
    }
  }

  private int digits(int count, int radix, int end) {
    if (at + count > end) {
      throw invalid();
    }
    long value = 0;
    for (int i = 0; i < count; i++) {
      int digit = Character.digit(source.charAt(at++), radix);
      if (digit < 0) {
        throw invalid();
      }
      value = value * radix + digit;
    }
    return value > Character.MAX_CODE_POINT ? -1 : (int) value;
  }

  private void addCodePoint(int codePoint) {
    if (codePoint < 0 || (codePoint >= 0xD800 && codePoint < 0xE000)) {
      throw invalid();
    }
    utf8.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }

  private SyntaxException invalid() {
    return new SyntaxException(at - 1, "invalid quoted string: invalid syntax");
  }
}
