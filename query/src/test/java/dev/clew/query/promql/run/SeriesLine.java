package dev.clew.query.promql.run;

import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.LabelsBuilder;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.tree.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A series with its points as test scripts write them: `name{a="b"} 0+10x5 _ stale`.
///
/// @param points null where there is none
record SeriesLine(Labels labels, List<MemorySeries.@Nullable Point> points) {
  private static final String NUMBER =
      "(?:[0-9]+\\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\\.[0-9]+(?:[eE][+-]?[0-9]+)?|[iI]nf|[nN]a[nN])";
  private static final Pattern FLOATS =
      Pattern.compile("([+-]?" + NUMBER + ")(?:([+-])(" + NUMBER + "))?(?:x([0-9]+))?");
  private static final Pattern HISTOGRAMS =
      Pattern.compile("\\{\\{[^}]*}}(?:([+-])\\{\\{[^}]*}})?(?:x([0-9]+))?");
  private static final Pattern MISSING = Pattern.compile("_(?:x([0-9]+))?");
  private static final Pattern POINT = Pattern.compile("(?:\\{\\{[^}]*}}|[^\\s{])+");

  static SeriesLine parse(String line) {
    int end = labelsEnd(line);
    List<MemorySeries.@Nullable Point> points = new ArrayList<>();
    Matcher point = POINT.matcher(line.substring(end));
    while (point.find()) {
      addPoints(point.group(), points);
    }
    return new SeriesLine(labels(line.substring(0, end)), points);
  }

  /// Where the labels end: behind the brace that closes them, or at the first blank.
  private static int labelsEnd(String line) {
    char quote = 0;
    boolean isInside = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        i += c == '\\' && quote != '`' ? 1 : 0;
        quote = c == quote ? 0 : quote;
      } else if (isInside && (c == '"' || c == '\'' || c == '`')) {
        quote = c;
      } else if (c == '{') {
        isInside = true;
      } else if (c == '}') {
        return i + 1;
      } else if (Character.isWhitespace(c) && !isInside) {
        boolean hasBrace = line.substring(i).strip().matches("(?s)\\{[^{].*|\\{}.*");
        if (!hasBrace) {
          return i;
        }
      }
    }
    return line.length();
  }

  static Labels labels(String text) {
    String selector = text.strip();
    if (selector.equals("{}")) {
      return Labels.EMPTY;
    }
    if (!(PromQl.parse(selector) instanceof Parsed.Ok(Expression.VectorSelector vector))) {
      throw new IllegalArgumentException("no labels: " + text + PromQl.parse(selector));
    }
    LabelsBuilder labels = new LabelsBuilder(Labels.EMPTY);
    for (LabelMatcher matcher : vector.matchers()) {
      labels.set(matcher.name(), matcher.text());
    }
    return labels.build();
  }

  private static void addPoints(String text, List<MemorySeries.@Nullable Point> points) {
    Matcher missing = MISSING.matcher(text);
    Matcher floats = FLOATS.matcher(text);
    Matcher histograms = HISTOGRAMS.matcher(text);
    if (text.equals("stale")) {
      points.add(new MemorySeries.Point(SampleBuffer.STALE, false));
    } else if (missing.matches()) {
      int count = missing.group(1) == null ? 1 : Integer.parseInt(missing.group(1));
      for (int i = 0; i < count; i++) {
        points.add(null);
      }
    } else if (floats.matches()) {
      addFloats(floats, points);
    } else if (histograms.matches()) {
      int more = histograms.group(2) == null ? 0 : Integer.parseInt(histograms.group(2));
      for (int i = 0; i <= more; i++) {
        points.add(new MemorySeries.Point(Double.NaN, true));
      }
    } else {
      throw new IllegalArgumentException("no points: " + text);
    }
  }

  private static void addFloats(Matcher floats, List<MemorySeries.@Nullable Point> points) {
    double value = number(floats.group(1));
    double change = floats.group(3) == null ? 0 : number(floats.group(3));
    double signed = "-".equals(floats.group(2)) ? -change : change;
    int more = floats.group(4) == null ? 0 : Integer.parseInt(floats.group(4));
    for (int i = 0; i <= more; i++) {
      points.add(new MemorySeries.Point(value, false));
      value += signed;
    }
  }

  static double number(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    return switch (lower) {
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "+nan", "-nan" -> Double.NaN;
      default -> Double.parseDouble(lower);
    };
  }
}
