package dev.clew.query.promql;

import dev.clew.query.promql.series.Quotes;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as text: `1h30m`, the largest unit first, each once. A year has 365 days.
final class DurationText {
  private static final Pattern PART = Pattern.compile("([0-9]+)([^0-9]*)");
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {
    31_536_000_000L, 604_800_000L, 86_400_000L, 3_600_000L, 60_000L, 1_000L, 1L
  };
  private static final BigInteger MAX_MILLIS = BigInteger.valueOf(Long.MAX_VALUE / 1_000_000);

  private DurationText() {}

  /// The seconds of a duration token.
  ///
  /// @throws NumberFormatException with a line for the author
  static double seconds(String text) {
    BigInteger millis = BigInteger.ZERO;
    int last = -1;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      int unit = unit(part.group(2), text);
      if (unit <= last) {
        throw new NumberFormatException("not a valid duration string: " + Quotes.quote(text));
      }
      last = unit;
      BigInteger count = new BigInteger(part.group(1));
      millis = millis.add(count.multiply(BigInteger.valueOf(MILLIS[unit])));
    }
    if (millis.compareTo(MAX_MILLIS) > 0) {
      throw new NumberFormatException("duration out of range");
    }
    return millis.longValueExact() / 1e3;
  }

  private static int unit(String name, String text) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(name)) {
        return i;
      }
    }
    throw new NumberFormatException(
        "unknown unit %s in duration %s".formatted(Quotes.quote(name), Quotes.quote(text)));
  }

  /// Seconds as canonical text, rounded down to milliseconds. Years and weeks appear only where
  /// they divide exactly.
  static String of(double seconds) {
    long left = Math.abs((long) Math.rint(seconds * 1000));
    if (left == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder(seconds < 0 ? "-" : "");
    for (int i = 0; i < UNITS.length; i++) {
      boolean mustDivide = i < 2;
      boolean isUsed = mustDivide ? left % MILLIS[i] == 0 : left >= MILLIS[i];
      if (left > 0 && isUsed) {
        text.append(left / MILLIS[i]).append(UNITS[i]);
        left %= MILLIS[i];
      }
    }
    return text.toString();
  }
}
