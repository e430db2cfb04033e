package dev.clew.query.promql.functions;

import dev.clew.query.promql.tree.Builtin;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The functions of single values.
public final class ElementFunctions {
  private static final double LOG_2 = Math.log(2);

  private ElementFunctions() {}

  /// The function of a name; null if it is none of single values alone.
  public static @Nullable DoubleUnaryOperator of(Builtin function) {
    return switch (function) {
      case ABS -> Math::abs;
      case CEIL -> Math::ceil;
      case EXP -> Math::exp;
      case FLOOR -> Math::floor;
      case LN -> Math::log;
      case LOG2 -> ElementFunctions::log2;
      case LOG10 -> Math::log10;
      case SQRT -> Math::sqrt;
      case SGN -> Math::signum;
      case DEG -> x -> x * 180 / Math.PI;
      case RAD -> x -> x * Math.PI / 180;
      case MINUTE, HOUR, DAY_OF_WEEK, DAY_OF_MONTH, DAY_OF_YEAR, DAYS_IN_MONTH, MONTH, YEAR ->
          DateParts.of(function);
      default -> trigonometry(function);
    };
  }

  private static @Nullable DoubleUnaryOperator trigonometry(Builtin function) {
    return switch (function) {
      case SIN -> Math::sin;
      case COS -> Math::cos;
      case TAN -> Math::tan;
      case ASIN -> Math::asin;
      case ACOS -> Math::acos;
      case ATAN -> Math::atan;
      case SINH -> Math::sinh;
      case COSH -> Math::cosh;
      case TANH -> Math::tanh;
      case ASINH -> ElementFunctions::asinh;
      case ACOSH -> ElementFunctions::acosh;
      case ATANH -> x -> 0.5 * Math.log1p(2 * x / (1 - x));
      default -> null;
    };
  }

  /// Exact for powers of two.
  static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return Math.log(x);
    }
    double scaled = x < Double.MIN_NORMAL ? x * 0x1p54 : x;
    int exponent = Math.getExponent(scaled);
    double mantissa = Math.scalb(scaled, -exponent);
    int shift = scaled == x ? 0 : 54;
    return exponent - shift + Math.log(mantissa) / LOG_2;
  }

  private static double asinh(double x) {
    double size = Math.abs(x);
    if (size > 0x1p28) {
      return Math.copySign(Math.log(size) + LOG_2, x);
    }
    double square = size * size;
    return Math.copySign(Math.log1p(size + square / (1 + Math.sqrt(square + 1))), x);
  }

  private static double acosh(double x) {
    if (x > 0x1p28) {
      return Math.log(x) + LOG_2;
    }
    return Math.log(x + Math.sqrt(x - 1) * Math.sqrt(x + 1));
  }

  /// `x ^ y` as Go computes it, where it differs from Java.
  public static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  /// Rounded to the nearest multiple, halves upward.
  public static double round(double value, double nearest) {
    double inverse = 1 / nearest;
    return Math.floor(value * inverse + 0.5) / inverse;
  }

  /// Not below `low` and not above `high`; NaN where a bound is NaN.
  public static double clamp(double value, double low, double high) {
    return Math.max(low, Math.min(high, value));
  }
}
