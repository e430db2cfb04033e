package dev.clew.query.run.field;

import java.math.BigDecimal;

/// Durations as Go prints them: `1h30m0s`, `1.5s`, `150ms`, `0s`.
final class DurationText {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000 * MICROSECOND;
  private static final long SECOND = 1_000 * MILLISECOND;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private DurationText() {}

  static String of(long nanos) {
    if (nanos < 0) {
      return "-" + of(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    if (nanos >= MINUTE) {
      long hours = nanos / HOUR;
      long minutes = nanos % HOUR / MINUTE;
      return (hours > 0 ? hours + "h" : "") + minutes + "m" + inUnit(nanos % MINUTE, SECOND, "s");
    }
    if (nanos == 0 || nanos >= SECOND) {
      return inUnit(nanos, SECOND, "s");
    }
    if (nanos >= MILLISECOND) {
      return inUnit(nanos, MILLISECOND, "ms");
    }
    return nanos >= MICROSECOND ? inUnit(nanos, MICROSECOND, "µs") : nanos + "ns";
  }

  private static String inUnit(long nanos, long unit, String name) {
    BigDecimal number = BigDecimal.valueOf(nanos).divide(BigDecimal.valueOf(unit));
    return number.signum() == 0 ? "0" + name : number.stripTrailingZeros().toPlainString() + name;
  }
}
