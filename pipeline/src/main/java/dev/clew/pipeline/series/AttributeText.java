package dev.clew.pipeline.series;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Base64;

/// Values of attributes as texts of labels: integers in digits, `true` and `false`, the shortest
/// form of doubles, bytes in Base64, lists and maps as JSON, nothing as the empty text.
public final class AttributeText {
  private static final double LEAST_PLAIN = 1e-6;
  private static final double LEAST_SCIENTIFIC = 1e21;

  private AttributeText() {}

  /// The text of an entry. Not for hot paths, but for strings.
  public static String of(Strings strings, Attributes attributes, int entry) {
    long value = attributes.value(entry);
    return switch (attributes.type(entry)) {
      case STRING, ARRAY, MAP -> strings.cached((int) value);
      case BOOL -> value == 0 ? "false" : "true";
      case INT -> Long.toString(value);
      case DOUBLE -> shortest(Double.longBitsToDouble(value));
      case BYTES -> base64(strings, (int) value);
      case EMPTY -> "";
    };
  }

  /// The bytes of a string in Base64.
  public static String base64(Strings strings, int id) {
    int start = strings.start(id);
    byte[] bytes = Arrays.copyOfRange(strings.arena(), start, start + strings.length(id));
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The shortest decimal form that no other double has, with an exponent where it is below 1e-6 or
  /// from 1e21 on.
  public static String shortest(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= LEAST_PLAIN && size < LEAST_SCIENTIFIC) {
      return exact.toPlainString();
    }
    int exponent = exact.precision() - exact.scale() - 1;
    String mantissa = exact.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
