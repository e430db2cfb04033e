package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.series.Quotes;
import java.math.BigInteger;
import java.util.Locale;

/// Numbers as text, as Go reads them: integers in several bases, else decimal fractions.
final class NumberText {
  private static final String DECIMAL = "0123456789";
  private static final String HEX = "0123456789abcdefABCDEF";

  private final Characters characters;
  private boolean hasDot;
  private boolean hasExponent;

  private NumberText(Characters characters) {
    this.characters = characters;
  }

  /// Whether a number or a duration starts here.
  static boolean startsAt(Characters characters) {
    char first = characters.peek();
    if (first != '.') {
      return isDigit(first);
    }
    int start = characters.offset();
    characters.next();
    boolean isNumber = isDigit(characters.peek());
    characters.backTo(start);
    return isNumber;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Reads a number or a duration and says which it is.
  static Kind read(Characters characters) {
    int start = characters.offset();
    if (new NumberText(characters).isNumber()) {
      return Kind.NUMBER;
    }
    if (isDuration(characters)) {
      return Kind.DURATION;
    }
    String text = characters.since(start);
    throw new LexicalError("bad number or duration syntax: " + Refusal.excerpt(text));
  }

  private boolean isNumber() {
    boolean isHex = characters.acceptAll("0x") || characters.acceptAll("0X");
    String digits = isHex ? HEX : DECIMAL;
    while (true) {
      if (characters.accept(digits)) {
        continue;
      }
      if (characters.peek() == '.') {
        if (!acceptDot()) {
          return false;
        }
      } else if (characters.accept("eE")) {
        if (!acceptExponent()) {
          return false;
        }
      } else if (!characters.accept("_")) {
        return !Lexer.isWordPart(characters.peek());
      } else if (characters.accept("._eE") || characters.isAtEnd()) {
        return false;
      }
    }
  }

  private boolean acceptDot() {
    characters.next();
    boolean isFirst = !hasDot;
    hasDot = true;
    return isFirst && !characters.accept("_.");
  }

  private boolean acceptExponent() {
    boolean isFirst = !hasExponent;
    hasExponent = true;
    characters.accept("+-");
    return isFirst && !characters.accept("._eE") && !characters.isAtEnd();
  }

  /// Whether a duration goes on behind its first digits; steps over one char if it does not.
  private static boolean isDuration(Characters characters) {
    if (!characters.accept("smhdwy")) {
      return false;
    }
    characters.accept("s");
    while (characters.accept(DECIMAL)) {
      characters.skip(c -> isDigit((char) c));
      if (!characters.accept("smhdw")) {
        return false;
      }
      characters.accept("s");
    }
    boolean goesOn = Lexer.isWordPart(characters.peek());
    if (goesOn) {
      characters.next();
    }
    return !goesOn;
  }

  /// The value of a number.
  ///
  /// @throws NumberFormatException with a line for the author
  static double value(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    if (!hasSeparatorsBetweenDigits(text)) {
      throw syntax(text);
    }
    if (digits.startsWith("0x")) {
      return integer(digits.substring(2), 16, text);
    }
    boolean isOctal =
        digits.length() > 1
            && digits.startsWith("0")
            && digits.chars().allMatch(c -> c >= '0' && c <= '7');
    return isOctal ? integer(digits, 8, text) : decimal(digits, text);
  }

  /// Whether each `_` stands between two digits, or behind the `0x` of a number to the base 16.
  private static boolean hasSeparatorsBetweenDigits(String text) {
    boolean isHex = text.startsWith("0x") || text.startsWith("0X");
    for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
      boolean isBehindPrefix = isHex && i == 2;
      boolean isBetween =
          i > 0
              && i + 1 < text.length()
              && isDigit(text.charAt(i - 1), isHex)
              && isDigit(text.charAt(i + 1), isHex);
      if (!isBetween && !isBehindPrefix) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c, boolean isHex) {
    return (isHex ? HEX : DECIMAL).indexOf(c) >= 0;
  }

  private static double integer(String digits, int radix, String text) {
    try {
      BigInteger value = new BigInteger(digits, radix);
      if (value.bitLength() < 64) {
        return value.longValueExact();
      }
      return value.doubleValue();
    } catch (NumberFormatException _) {
      throw syntax(text);
    }
  }

  private static double decimal(String digits, String text) {
    try {
      double value = Double.parseDouble(digits);
      if (Double.isInfinite(value)) {
        throw failure(text, "value out of range");
      }
      return value;
    } catch (NumberFormatException failure) {
      throw failure instanceof Unreadable ? failure : syntax(text);
    }
  }

  private static NumberFormatException syntax(String text) {
    return failure(text, "invalid syntax");
  }

  private static NumberFormatException failure(String text, String why) {
    return new Unreadable(
        "error parsing number: strconv.ParseFloat: parsing %s: %s"
            .formatted(Quotes.quote(text), why));
  }

  private static final class Unreadable extends NumberFormatException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }
}
