package dev.clew.query.promql.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a case of a test script expects.
final class Expectation {
  private static final Pattern EXPECT =
      Pattern.compile("expect\\s+(\\S+)(?:\\s+(msg|regex):\\s*(.*)|\\s+(.*))?");

  private final List<Text> failures = new ArrayList<>();
  private final List<Text> warnings = new ArrayList<>();
  private final List<Text> infos = new ArrayList<>();
  private final List<SeriesLine> series = new ArrayList<>();
  private boolean forbidsWarnings;
  private boolean forbidsInfos;
  private boolean isOrdered;
  private @Nullable String text;
  private @Nullable Double scalar;
  private @Nullable String rangeVector;

  /// A line of text that is expected; null for any.
  private record Text(boolean isRegex, @Nullable String text) {
    boolean matches(String actual) {
      if (text == null) {
        return true;
      }
      return isRegex ? Pattern.compile(text).matcher(actual).find() : text.equals(actual);
    }
  }

  static Expectation of(String suffix, List<String> lines) {
    Expectation expectation = new Expectation();
    switch (suffix) {
      case "fail" -> expectation.failures.add(new Text(false, null));
      case "warn" -> expectation.warnings.add(new Text(false, null));
      case "info" -> expectation.infos.add(new Text(false, null));
      case "ordered" -> expectation.isOrdered = true;
      default -> {}
    }
    lines.forEach(expectation::read);
    return expectation;
  }

  private void read(String line) {
    Matcher expect = EXPECT.matcher(line);
    if (expect.matches()) {
      Text expected = new Text("regex".equals(expect.group(2)), expect.group(3));
      switch (expect.group(1)) {
        case "fail" -> failures.add(expected);
        case "warn" -> warnings.add(expected);
        case "info" -> infos.add(expected);
        case "no_warn" -> forbidsWarnings = true;
        case "no_info" -> forbidsInfos = true;
        case "ordered" -> isOrdered = true;
        case "string" -> text = expect.group(4);
        case "range" -> rangeVector = expect.group(4);
        default -> throw new IllegalArgumentException(line);
      }
    } else if (line.matches("[+-]?(?:[0-9.]+(?:[eE][+-]?[0-9]+)?|[iI]nf|[nN]a[nN])")) {
      scalar = SeriesLine.number(line);
    } else {
      series.add(SeriesLine.parse(line));
    }
  }

  List<SeriesLine> series() {
    return series;
  }

  boolean isFailure() {
    return !failures.isEmpty();
  }

  boolean isOrdered() {
    return isOrdered;
  }

  @Nullable Double scalar() {
    return scalar;
  }

  /// The string that is expected, still in its quotes.
  @Nullable String text() {
    return text;
  }

  /// `vector from … to … step …`.
  @Nullable String rangeVector() {
    return rangeVector;
  }

  boolean matchesFailure(String message) {
    return failures.stream().allMatch(failure -> failure.matches(message));
  }

  /// What is wrong with the warnings; empty if nothing is.
  String wrongAnnotations(List<String> actualWarnings, List<String> actualInfos) {
    if (forbidsWarnings && !actualWarnings.isEmpty()) {
      return "unexpected warnings " + actualWarnings;
    }
    if (forbidsInfos && !actualInfos.isEmpty()) {
      return "unexpected infos " + actualInfos;
    }
    return wrong(warnings, actualWarnings, "warnings") + wrong(infos, actualInfos, "infos");
  }

  private static String wrong(List<Text> expected, List<String> actual, String what) {
    boolean allFound = expected.stream().allMatch(text -> actual.stream().anyMatch(text::matches));
    boolean allExpected =
        expected.isEmpty()
            || actual.stream().allMatch(line -> expected.stream().anyMatch(t -> t.matches(line)));
    return allFound && allExpected
        ? ""
        : "expected %s %s, got %s".formatted(what, expected, actual);
  }
}
