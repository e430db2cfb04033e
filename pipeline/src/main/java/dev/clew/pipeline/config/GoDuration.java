package dev.clew.pipeline.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go reads and writes them: `1.5s`, `-1h30m`, `100us`.
public final class GoDuration {
  private static final int MAX_LENGTH = 64;
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]*)([^0-9.]*)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private GoDuration() {}

  /// @throws IllegalArgumentException with Go's own sentence if it is none
  public static Duration parse(String text) {
    boolean isNegative = text.startsWith("-");
    String rest = isNegative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty() || text.length() > MAX_LENGTH) {
      throw invalid(text);
    }
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(rest);
    int at = 0;
    while (at < rest.length()) {
      part.region(at, rest.length());
      if (!part.lookingAt() || part.group(1).isEmpty() || part.group(1).equals(".")) {
        throw invalid(text);
      }
      sum = sum.add(new BigDecimal(part.group(1)).multiply(unit(part.group(2), text)));
      at = part.end();
    }
    BigDecimal nanos = (isNegative ? sum.negate() : sum).setScale(0, RoundingMode.DOWN);
    if (nanos.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw invalid(text);
    }
    return Duration.ofNanos(nanos.longValueExact());
  }

  private static BigDecimal unit(String name, String text) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("time: missing unit in duration \"" + text + "\"");
    }
    Long nanos = NANOS.get(name);
    if (nanos == null) {
      throw new IllegalArgumentException(
          "time: unknown unit \"%s\" in duration \"%s\"".formatted(name, text));
    }
    return BigDecimal.valueOf(nanos);
  }

  private static IllegalArgumentException invalid(String text) {
    return new IllegalArgumentException("time: invalid duration \"" + text + "\"");
  }

  /// The text that Go prints: `1h30m0s`, `1.5s`, `100ms`, `0s`.
  public static String print(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    String sign = duration.isNegative() ? "-" : "";
    BigDecimal nanos = BigDecimal.valueOf(duration.abs().toNanos());
    if (nanos.longValue() < 1_000) {
      return sign + nanos + "ns";
    }
    if (nanos.longValue() < 1_000_000) {
      return sign + plain(nanos.movePointLeft(3)) + "µs";
    }
    if (nanos.longValue() < 1_000_000_000) {
      return sign + plain(nanos.movePointLeft(6)) + "ms";
    }
    long minutes = duration.abs().toMinutes();
    BigDecimal seconds = nanos.movePointLeft(9).subtract(BigDecimal.valueOf(minutes * 60));
    String hours = minutes >= 60 ? minutes / 60 + "h" : "";
    return sign + hours + (minutes > 0 ? minutes % 60 + "m" : "") + plain(seconds) + "s";
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
