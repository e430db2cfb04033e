package dev.clew.pipeline.ottl;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Values as text and text as values, as the Collector does it.
final class Texts {
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
  static String decimal(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return Double.doubleToRawLongBits(value) == 0 ? "0" : "-0";
    }
    String digits = new BigDecimal(Double.toString(value)).toPlainString();
    return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
  }

  /// The integer of decimal digits; null if the text is anything else.
  static @Nullable Long integer(String text) {
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
  static @Nullable Double real(String text) {
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
