package dev.clew.query.traceql;

import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.Literal.Real;
import dev.clew.query.traceql.Literal.Whole;
import java.math.BigDecimal;

/// Numbers as text: integers, floats and durations, all without a sign.
final class NumberText {
  /// Outside of these a float is written with an exponent.
  private static final double SMALLEST_PLAIN = 1e-9;

  private static final double LARGEST_PLAIN = 1e18;

  private NumberText() {}

  static boolean startsAt(Characters characters) {
    return isDigit(characters.peek()) || (characters.peek() == '.' && isDigit(characters.peek(1)));
  }

  /// Reads the number that starts here, up to the end of letters, digits and dots.
  static Numeric read(Characters characters) {
    int start = characters.offset();
    characters.skip(NumberText::isDigit);
    boolean isWhole = !characters.accept(".");
    characters.skip(NumberText::isDigit);
    boolean isReal = skipExponent(characters) || !isWhole;
    int end = characters.offset();
    characters.skip(c -> c == '.' || c == '_' || Character.isLetterOrDigit(c));
    String text = characters.since(start);
    try {
      if (characters.offset() > end) {
        return DurationText.read(text);
      }
      return isReal ? new Real(Double.parseDouble(text)) : whole(text);
    } catch (NumberFormatException _) {
      throw Refusal.syntax(
          start,
          Refusal.excerpt(text) + " is neither a number nor a duration like `1h30m` or `1.5s`");
    } catch (ArithmeticException | IllegalArgumentException _) {
      throw Refusal.syntax(start, Refusal.excerpt(text) + " is too large");
    }
  }

  private static Whole whole(String digits) {
    try {
      return new Whole(Long.parseLong(digits));
    } catch (NumberFormatException _) {
      throw new ArithmeticException("not a long");
    }
  }

  private static boolean skipExponent(Characters characters) {
    if (characters.peek() != 'e' && characters.peek() != 'E') {
      return false;
    }
    int digits = characters.peek(1) == '+' || characters.peek(1) == '-' ? 2 : 1;
    if (!isDigit(characters.peek(digits))) {
      return false;
    }
    characters.skip(digits);
    characters.skip(NumberText::isDigit);
    return true;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /// A number as text that reads to it, behind a minus if it is negative.
  static String of(Numeric number) {
    return switch (number) {
      case Whole(var value) -> value == Long.MIN_VALUE ? Words.MIN_INT : Long.toString(value);
      case Real(var value) -> of(value);
      case Literal.Duration(var nanos) -> DurationText.of(nanos);
    };
  }

  /// A finite double as text.
  static String of(double value) {
    double size = Math.abs(value);
    if (size < SMALLEST_PLAIN || size > LARGEST_PLAIN) {
      return Double.toString(value);
    }
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }
}
