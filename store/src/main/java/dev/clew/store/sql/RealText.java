package dev.clew.store.sql;

import java.math.BigDecimal;

/// Writes doubles as DuckDB does when it makes text of them, so that a value reads the same before
/// and after it is sealed: the shortest digits that tell the number, with an exponent from 1e16 on
/// and below 1e-4.
final class RealText {
  private RealText() {}

  static String of(double value) {
    if (!Double.isFinite(value)) {
      return "{\"@double\":\"" + value + "\"}";
    }
    if (value == 0) {
      return Double.toString(value);
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
    return scientific(shortest, exponent);
  }

  private static String scientific(BigDecimal shortest, int exponent) {
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return (shortest.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size.length() == 1 ? "0" + size : size);
  }
}
