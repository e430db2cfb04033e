package dev.clew.bench.target;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads single values from a page in Prometheus text format.
public final class Gauges {
  private static final Pattern SAMPLE =
      Pattern.compile(
          "^(\\w+)(?:\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*})?\\s+([-+.\\w]+)", Pattern.MULTILINE);

  private final String page;

  Gauges(String page) {
    this.page = page;
  }

  /// Sum of all series whose name matches; empty when there is none.
  public OptionalDouble sum(Pattern name) {
    double sum = 0;
    boolean isFound = false;
    Matcher sample = SAMPLE.matcher(page);
    while (sample.find()) {
      if (name.matcher(sample.group(1)).matches()) {
        sum += number(sample.group(2));
        isFound = true;
      }
    }
    return isFound ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
