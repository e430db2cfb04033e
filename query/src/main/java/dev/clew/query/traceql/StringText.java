package dev.clew.query.traceql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Strings as text: in double quotes with the escapes of Go, or in back quotes as they stand.
final class StringText {
  private static final String LETTERS = "abfnrtv\\\"";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\\"";

  private final Characters characters;
  private final StringBuilder value = new StringBuilder();

  private StringText(Characters characters) {
    this.characters = characters;
  }

  /// Reads the string that starts here.
  static String read(Characters characters) {
    return characters.peek() == '`' ? readRaw(characters) : new StringText(characters).readQuoted();
  }

  private static String readRaw(Characters characters) {
    int start = characters.offset();
    characters.next();
    if (!characters.skipBehind("`")) {
      throw Refusal.syntax(start, "string without its closing back quote");
    }
    String quoted = characters.since(start);
    return quoted.substring(1, quoted.length() - 1);
  }

  private String readQuoted() {
    int start = characters.offset();
    characters.next();
    while (!characters.accept("\"")) {
      if (characters.isAtEnd() || characters.peek() == '\n') {
        throw Refusal.syntax(start, "string without its closing quote");
      }
      if (characters.peek() == '\\') {
        readEscape();
      } else {
        value.append(characters.next());
      }
    }
    return value.toString();
  }

  private void readEscape() {
    char letter = characters.peek(1);
    int known = LETTERS.indexOf(letter);
    if (known >= 0) {
      characters.skip(2);
      value.append(MEANINGS.charAt(known));
    } else if (letter == 'u' || letter == 'U') {
      value.appendCodePoint(codePoint(letter == 'u' ? 4 : 8));
    } else {
      readBytes();
    }
  }

  private int codePoint(int digits) {
    int start = characters.offset();
    characters.skip(2);
    long codePoint = number(start, digits, 16);
    boolean isSurrogate =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    if (codePoint > Character.MAX_CODE_POINT || isSurrogate) {
      throw Refusal.syntax(start, "there is no such character");
    }
    return (int) codePoint;
  }

  /// Reads a run of `\xff` and `\377`: bytes of UTF-8, which make a character only together.
  private void readBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    do {
      int start = characters.offset();
      boolean isHex = characters.peek(1) == 'x';
      characters.skip(isHex ? 2 : 1);
      long single = isHex ? number(start, 2, 16) : number(start, 3, 8);
      if (single > 0xff) {
        throw Refusal.syntax(start, "an octal escape is at most \\377");
      }
      bytes.write((int) single);
    } while (characters.peek() == '\\' && isByteEscape(characters.peek(1)));
    value.append(bytes.toString(StandardCharsets.UTF_8));
  }

  private static boolean isByteEscape(char letter) {
    return letter == 'x' || (letter >= '0' && letter <= '7');
  }

  private long number(int escapeStart, int digits, int radix) {
    String text = characters.upTo(digits);
    boolean isNumber =
        text.length() == digits
            && text.chars()
                .allMatch(c -> HexFormat.isHexDigit(c) && HexFormat.fromHexDigit(c) < radix);
    if (!isNumber) {
      throw Refusal.syntax(
          escapeStart, "unknown escape in a string; a backslash is written `\\\\`");
    }
    characters.skip(digits);
    return Long.parseLong(text, radix);
  }

  /// A string as text that reads to it.
  static String of(String value) {
    StringBuilder text = new StringBuilder("\"");
    value.chars().forEach(c -> append(text, (char) c));
    return text.append('"').toString();
  }

  private static void append(StringBuilder text, char c) {
    int known = MEANINGS.indexOf(c);
    if (known >= 0) {
      text.append('\\').append(LETTERS.charAt(known));
    } else if (c < ' ' || c == '\u007f') {
      text.append("\\u").append(HexFormat.of().toHexDigits(c));
    } else {
      text.append(c);
    }
  }
}
