package dev.clew.pipeline.config;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Types of scalars that are not quoted, as Go's yaml v3 sees them: `0123` is octal, `1_000` an
/// integer, `yes` and `on` are texts, and so is a time.
final class GoScalar {
  private static final Map<String, Value> WORDS = words();
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final int MAX_DIGITS = 64;

  private GoScalar() {}

  static Value typed(String text) {
    Value word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    char first = text.charAt(0);
    if ("+-.0123456789".indexOf(first) < 0 || text.length() > MAX_DIGITS) {
      return new Value.Text(text);
    }
    String digits = text.replace("_", "");
    Value whole = first == '.' ? null : whole(digits);
    if (whole != null) {
      return whole;
    }
    return FLOAT.matcher(digits).matches()
        ? new Value.Fraction(Double.parseDouble(digits))
        : new Value.Text(text);
  }

  private static @Nullable Value whole(String text) {
    boolean isSigned = text.startsWith("-") || text.startsWith("+");
    String digits = (isSigned ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    int radix = 10;
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x' -> 16;
            case 'b' -> 2;
            default -> 8;
          };
      digits = digits.substring(radix == 8 && digits.charAt(1) != 'o' ? 1 : 2);
    }
    if (!isNumber(digits, radix)) {
      return null;
    }
    BigInteger number = new BigInteger(digits, radix);
    BigInteger value = text.startsWith("-") ? number.negate() : number;
    return value.bitLength() > 63
        ? new Value.Fraction(value.doubleValue())
        : new Value.Whole(value.longValueExact());
  }

  private static boolean isNumber(String digits, int radix) {
    return !digits.isEmpty()
        && digits.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
  }

  private static Map<String, Value> words() {
    Value nothing = new Value.Nothing();
    Value yes = new Value.Flag(true);
    Value no = new Value.Flag(false);
    Value infinite = new Value.Fraction(Double.POSITIVE_INFINITY);
    Value negative = new Value.Fraction(Double.NEGATIVE_INFINITY);
    Value none = new Value.Fraction(Double.NaN);
    return Map.ofEntries(
        Map.entry("", nothing),
        Map.entry("~", nothing),
        Map.entry("null", nothing),
        Map.entry("Null", nothing),
        Map.entry("NULL", nothing),
        Map.entry("true", yes),
        Map.entry("True", yes),
        Map.entry("TRUE", yes),
        Map.entry("false", no),
        Map.entry("False", no),
        Map.entry("FALSE", no),
        Map.entry(".inf", infinite),
        Map.entry(".Inf", infinite),
        Map.entry(".INF", infinite),
        Map.entry("+.inf", infinite),
        Map.entry("+.Inf", infinite),
        Map.entry("+.INF", infinite),
        Map.entry("-.inf", negative),
        Map.entry("-.Inf", negative),
        Map.entry("-.INF", negative),
        Map.entry(".nan", none),
        Map.entry(".NaN", none),
        Map.entry(".NAN", none));
  }
}
