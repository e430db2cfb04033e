package dev.clew.pipeline.ottl;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Values as text and text as values, as the Collector does it.
public final class Texts {
  private Texts() {}

  /// The text of a value; null if there is no value.
  static @Nullable String of(Slot slot) {
    return switch (slot.kind()) {
      case NIL -> null;
      case TEXT -> slot.text();
      case BOOL -> slot.isTrue() ? "true" : "false";
      case INT -> Long.toString(slot.integer());
      case REAL -> decimal(slot.real());
      case BYTES -> slot.bytes().hex();
      case ITEMS, ENTRIES -> Documents.plain(slot.value());
      case TIME, PERIOD -> throw new EvaluationException("unsupported type: " + slot.typeName());
    };
  }

  /// A double in digits without an exponent, as few as tell it from all others.
  public static String decimal(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return Double.doubleToRawLongBits(value) == 0 ? "0" : "-0";
    }
    String digits = new BigDecimal(Double.toString(value)).toPlainString();
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  /// A double as [#decimal], but with an exponent where that would take many zeros.
  public static String shortest(double value) {
    double magnitude = Math.abs(value);
    if (value == 0 || !Double.isFinite(value) || (magnitude >= 1e-6 && magnitude < 1e21)) {
      return decimal(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
    String digits = exact.unscaledValue().toString();
    int exponent = exact.precision() - exact.scale() - 1;
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }

  /// The integer of decimal digits; null if the text is anything else.
  public static @Nullable Long integer(String text) {
    if (text.chars().anyMatch(c -> "+-0123456789".indexOf(c) < 0)) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// The double of a decimal number; null if the text is anything else.
  public static @Nullable Double real(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean isDecimal =
        !text.isEmpty() && text.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
    try {
      return switch (lower) {
        case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
        case "nan" -> Double.NaN;
        default -> isDecimal ? Double.valueOf(text) : null;
      };
    } catch (NumberFormatException _) {
      return null;
    }
  }
}
