package dev.clew.query.promql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as text, as Prometheus writes them.
public final class Decimals {
  private Decimals() {}

  /// The shortest digits that read to the number, without an exponent: `1048576`, `0.000001`,
  /// `+Inf`.
  public static String plain(double value) {
    String special = special(value);
    return special.isEmpty() ? shortest(value).toPlainString() : special;
  }

  /// As samples stand in JSON: plain, or with an exponent if it is very large or very small.
  public static String sample(double value) {
    double size = Math.abs(value);
    boolean isPlain = size == 0 || (size >= 1e-6 && size < 1e21) || !Double.isFinite(value);
    return isPlain ? plain(value) : exponential(shortest(value));
  }

  /// The shortest digits, with an exponent below 10⁻⁴ and from 10²¹ on: Go's `%g` and `%v`.
  public static String general(double value) {
    return general(value, 21);
  }

  /// The shortest digits, with an exponent below 10⁻⁴ and from a power of ten on.
  public static String general(double value, int exponentFrom) {
    String special = special(value);
    if (!special.isEmpty()) {
      return special;
    }
    BigDecimal digits = shortest(value);
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent < -4 || exponent >= exponentFrom ? exponential(digits) : digits.toPlainString();
  }

  /// Rounded to so many digits, without zeros at the end: Go's `%.4g`.
  public static String rounded(double value, int digits) {
    String special = special(value);
    if (!special.isEmpty()) {
      return special;
    }
    BigDecimal rounded =
        new BigDecimal(value)
            .round(new MathContext(digits, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -4 || exponent >= digits ? exponential(rounded) : rounded.toPlainString();
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value > 0 ? "0" : "-0";
    }
    return "";
  }

  private static BigDecimal shortest(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros();
  }

  private static String exponential(BigDecimal digits) {
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = unscaled.length() - digits.scale() - 1;
    String fraction = unscaled.length() == 1 ? "" : "." + unscaled.substring(1);
    return String.format(
        Locale.ROOT,
        "%s%s%se%s%02d",
        digits.signum() < 0 ? "-" : "",
        unscaled.charAt(0),
        fraction,
        exponent < 0 ? "-" : "+",
        Math.abs(exponent));
  }
}
