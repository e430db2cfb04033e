package dev.clew.query.traceql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Durations as text. Two forms are read: that of Prometheus, integers with units from years to
/// milliseconds in falling order, and that of Go, decimals with units from hours to nanoseconds in
/// any order.
final class DurationText {
  private static final int MAX_LENGTH = 100;

  private enum Unit {
    YEAR("y", 365 * 24 * 3_600_000_000_000L, true, false),
    WEEK("w", 7 * 24 * 3_600_000_000_000L, true, false),
    DAY("d", 24 * 3_600_000_000_000L, true, false),
    HOUR("h", 3_600_000_000_000L, true, true),
    MINUTE("m", 60_000_000_000L, true, true),
    SECOND("s", 1_000_000_000L, true, true),
    MILLISECOND("ms", 1_000_000L, true, true),
    MICROSECOND("us", 1_000L, false, true),
    NANOSECOND("ns", 1L, false, true);

    private final String text;
    private final long nanos;
    private final boolean isPrometheus;
    private final boolean isGo;

    Unit(String text, long nanos, boolean isPrometheus, boolean isGo) {
      this.text = text;
      this.nanos = nanos;
      this.isPrometheus = isPrometheus;
      this.isGo = isGo;
    }

    static @Nullable Unit of(String text) {
      String plain = text.replace('\u00b5', 'u').replace('\u03bc', 'u');
      for (Unit unit : values()) {
        if (unit.text.equals(plain)) {
          return unit;
        }
      }
      return null;
    }
  }

  private record Part(BigDecimal count, Unit unit) {
    BigDecimal nanos() {
      return count.multiply(BigDecimal.valueOf(unit.nanos)).setScale(0, RoundingMode.DOWN);
    }
  }

  private DurationText() {}

  /// @throws NumberFormatException if the text is no duration
  /// @throws ArithmeticException if it is longer than a long of nanoseconds
  static Literal.Duration read(String text) {
    List<Part> parts = parts(text);
    boolean isGo = parts.stream().allMatch(part -> part.unit.isGo);
    if (!isGo && !isPrometheus(parts)) {
      throw new NumberFormatException(text);
    }
    BigDecimal nanos = parts.stream().map(Part::nanos).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Literal.Duration(nanos.longValueExact());
  }

  private static List<Part> parts(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new NumberFormatException("too long");
    }
    Characters characters = new Characters(text);
    List<Part> parts = new ArrayList<>();
    while (!characters.isAtEnd()) {
      int start = characters.offset();
      characters.skip(c -> c == '.' || (c >= '0' && c <= '9'));
      BigDecimal count = new BigDecimal(characters.since(start));
      int unitStart = characters.offset();
      characters.skip(Character::isLetter);
      Unit unit = Unit.of(characters.since(unitStart));
      if (unit == null) {
        throw new NumberFormatException(text);
      }
      parts.add(new Part(count, unit));
    }
    return parts;
  }

  private static boolean isPrometheus(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      boolean falls = i == 0 || parts.get(i - 1).unit.compareTo(part.unit) < 0;
      if (!falls || !part.unit.isPrometheus || part.count.scale() > 0) {
        return false;
      }
    }
    return true;
  }

  /// A duration as text that reads to it, behind a minus if it is negative: `1h30m`, `1s500ms`.
  static String of(long nanos) {
    StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
    long rest = Math.abs(nanos);
    for (Unit unit : Unit.values()) {
      if (unit.isGo && rest >= unit.nanos) {
        text.append(rest / unit.nanos).append(unit.text);
        rest %= unit.nanos;
      }
    }
    return nanos == 0 ? "0s" : text.toString();
  }
}
