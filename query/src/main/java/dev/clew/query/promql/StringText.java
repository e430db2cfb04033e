package dev.clew.query.promql;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// Strings as text: in quotes with the escapes of Go, or in back quotes as they stand.
///
/// Escapes can write bytes that are not UTF-8. Such a byte becomes a char from U+DC80 to U+DCFF,
/// which no valid text has.
final class StringText {
  private static final String LETTERS = "abfnrtv\\";
  private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\";

  private final Characters characters;
  private final char quote;
  private final StringBuilder value = new StringBuilder();

  private StringText(Characters characters) {
    this.characters = characters;
    this.quote = characters.next();
  }

  /// Reads the string that starts here.
  static String read(Characters characters) {
    StringText text = new StringText(characters);
    return text.quote == '`' ? text.readRaw() : text.readQuoted();
  }

  private String readRaw() {
    int start = characters.offset();
    characters.skip(c -> c != '`');
    if (characters.isAtEnd()) {
      throw new LexicalError("unterminated raw string");
    }
    String raw = characters.since(start);
    characters.next();
    return raw;
  }

  private String readQuoted() {
    while (true) {
      char c = characters.peek();
      if (characters.isAtEnd() || c == '\n') {
        throw new LexicalError("unterminated quoted string");
      }
      if (c == '\\') {
        readEscape();
      } else if (characters.next() == quote) {
        return value.toString();
      } else {
        value.append(c);
      }
    }
  }

  private void readEscape() {
    int start = characters.offset();
    characters.next();
    if (characters.isAtEnd()) {
      throw new LexicalError("escape sequence not terminated");
    }
    char letter = characters.peek();
    int known = LETTERS.indexOf(letter);
    if (known >= 0 || letter == quote) {
      characters.next();
      value.append(known >= 0 ? MEANINGS.charAt(known) : quote);
    } else if (letter == 'u' || letter == 'U') {
      characters.next();
      value.appendCodePoint(codePoint(letter == 'u' ? 4 : 8));
    } else if (isByteStart(letter)) {
      characters.backTo(start);
      readBytes();
    } else {
      throw new LexicalError("unknown escape sequence " + named(characters.nextCodePoint()));
    }
  }

  private int codePoint(int digits) {
    long codePoint = number(digits, 16);
    boolean isSurrogate =
        codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    if (codePoint > Character.MAX_CODE_POINT || isSurrogate) {
      throw new LexicalError("escape sequence is an invalid Unicode code point");
    }
    return (int) codePoint;
  }

  private static boolean isByteStart(char letter) {
    return letter == 'x' || (letter >= '0' && letter <= '7');
  }

  /// Reads a run of `\xff` and `\377`, which make a character only together.
  private void readBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int start = characters.offset();
    while (characters.acceptAll("\\") && isByteStart(characters.peek())) {
      long single = characters.acceptAll("x") ? number(2, 16) : number(3, 8);
      if (single > 0xff) {
        throw new LexicalError("escape sequence is an invalid Unicode code point");
      }
      bytes.write((int) single);
      start = characters.offset();
    }
    characters.backTo(start);
    appendDecoded(ByteBuffer.wrap(bytes.toByteArray()));
  }

  private void appendDecoded(ByteBuffer bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer chars = CharBuffer.allocate(bytes.remaining());
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, true);
      value.append(chars.flip());
      chars.clear();
      if (!result.isError()) {
        return;
      }
      for (int i = result.length(); i > 0; i--) {
        value.append((char) (0xdc00 + (bytes.get() & 0xff)));
      }
    }
  }

  private long number(int digits, int radix) {
    long number = 0;
    for (int i = 0; i < digits; i++) {
      if (characters.isAtEnd()) {
        throw new LexicalError("escape sequence not terminated");
      }
      char c = characters.peek();
      int digit = HexFormat.isHexDigit(c) ? HexFormat.fromHexDigit(c) : radix;
      if (digit >= radix) {
        throw new LexicalError(
            "illegal character %s in escape sequence".formatted(named(characters.nextCodePoint())));
      }
      characters.next();
      number = number * radix + digit;
    }
    return number;
  }

  /// A character as `U+0063 'c'`.
  private static String named(int character) {
    String hex = "%04X".formatted(character).toUpperCase(Locale.ROOT);
    return "U+%s '%s'".formatted(hex, Character.toString(character));
  }
}
