package dev.clew.server.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Durations as Go writes them: `1.5s`, `1h30m`, `100us`.
public final class GoDuration {
  private static final int MAX_LENGTH = 64;
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
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

  /// Nanoseconds of a parameter, or the default when it is absent.
  ///
  /// @throws QuestionException when it is no duration, or negative
  public static long nanos(Parameters parameters, String name, long absent) {
    String text = parameters.text(name).strip();
    return text.isEmpty() ? absent : nanos(name, text);
  }

  /// Nanoseconds of a text.
  ///
  /// @param name of what it is the value of
  /// @throws QuestionException when it is no duration, or negative
  public static long nanos(String name, String text) {
    if (text.equals("0")) {
      return 0;
    }
    BigDecimal sum = text.length() > MAX_LENGTH ? null : sum(text);
    if (sum == null || sum.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw QuestionException.malformed(name + " is not a duration such as 1.5s or 100ms");
    }
    return sum.longValue();
  }

  private static @Nullable BigDecimal sum(String text) {
    BigDecimal sum = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!part.find(at) || part.start() != at) {
        return null;
      }
      long unit = NANOS.getOrDefault(part.group(2), 1L);
      sum = sum.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
      at = part.end();
    }
    return sum.setScale(0, RoundingMode.DOWN);
  }
}
