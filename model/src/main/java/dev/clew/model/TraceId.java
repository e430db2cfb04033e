package dev.clew.model;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The 16 bytes of a W3C trace id as two big-endian longs; never all zero in stored data.
///
/// Ordered as its hexadecimal text is.
public record TraceId(long high, long low) implements Comparable<TraceId> {

  /// Reads 1 to 32 hexadecimal digits of either case, padded with zeros on the left; null when the
  /// text is anything else.
  public static @Nullable TraceId parse(String hex) {
    if (hex.isEmpty() || hex.length() > 32 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      return null;
    }
    String padded = "0".repeat(32 - hex.length()) + hex;
    return new TraceId(
        Long.parseUnsignedLong(padded, 0, 16, 16), Long.parseUnsignedLong(padded, 16, 32, 16));
  }

  /// 32 lower-case hexadecimal digits.
  public String hex() {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(high) + format.toHexDigits(low);
  }

  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return hex();
  }
}
