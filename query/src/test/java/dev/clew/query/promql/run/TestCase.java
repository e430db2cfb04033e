package dev.clew.query.promql.run;

import dev.clew.query.promql.Parsed;
import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.run.StopSignal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One evaluation of a test script.
record TestCase(
    int line,
    MemorySeries data,
    String query,
    long start,
    long end,
    long step,
    Expectation expectation) {
  private static final QueryLimits LIMITS = QueryLimits.DEFAULT.withMaxSamples(10_000);
  private static final long MINUTE = 60_000;

  /// Runs it in all its ways and says what is wrong; empty if nothing is.
  String run() {
    if (step > 0) {
      return check(query, start, end, step, this::checkRange);
    }
    String wrong = runInstant(query, start);
    List<AtRewriter.Variant> variants = AtRewriter.variants(query, start);
    for (int i = 0; i < variants.size() && wrong.isEmpty(); i++) {
      AtRewriter.Variant variant = variants.get(i);
      String result = runInstant(variant.query(), variant.time());
      wrong =
          result.isEmpty()
              ? ""
              : "as %s at %d: %s".formatted(variant.query(), variant.time(), result);
    }
    return wrong;
  }

  private interface ValueCheck {
    String wrong(QueryValue value);
  }

  private String runInstant(String text, long time) {
    String wrong = check(text, time, time, 0, value -> checkInstant(value, time));
    boolean isRangeable =
        expectation.rangeVector() == null
            && expectation.text() == null
            && !expectation.isFailure()
            && !text.toLowerCase(java.util.Locale.ROOT)
                .matches("(?s).*(start|end|step|range)\\(\\).*");
    if (!wrong.isEmpty() || !isRangeable) {
      return wrong;
    }
    String inRange = checkMiddle(text, time);
    return inRange.isEmpty() ? "" : "in a range query: " + inRange;
  }

  private String check(String text, long from, long to, long by, ValueCheck values) {
    return switch (outcome(text, from, to, by)) {
      case QueryOutcome.Failed(_, String message) -> {
        boolean isExpected = expectation.isFailure() && expectation.matchesFailure(message);
        yield isExpected ? "" : "failed: " + message;
      }
      case QueryOutcome.Answer(QueryValue value, var warnings, var infos, _) -> {
        if (expectation.isFailure()) {
          yield "did not fail";
        }
        String wrong = values.wrong(value);
        yield wrong.isEmpty() ? expectation.wrongAnnotations(warnings, infos) : wrong;
      }
    };
  }

  private QueryOutcome outcome(String text, long from, long to, long by) {
    return switch (PromQl.parse(text)) {
      case Parsed.Failed failed ->
          new QueryOutcome.Failed(QueryOutcome.Kind.EXECUTION, failed.message());
      case Parsed.Ok(Expression expression) ->
          new PromEngine(data, LIMITS)
              .run(new PromQuery(expression, text, from, to, by), StopSignal.NEVER);
    };
  }

  private String checkMiddle(String text, long time) {
    return switch (outcome(text, time - MINUTE, time + MINUTE, MINUTE)) {
      case QueryOutcome.Failed(_, String message) -> "failed: " + message;
      case QueryOutcome.Answer(QueryValue.Matrix(var all), _, _, _) -> {
        if (expectation.isOrdered()) {
          yield "";
        }
        Map<Labels, Double> middle = new HashMap<>();
        for (QueryValue.Series series : all) {
          for (int i = 0; i < series.size(); i++) {
            if (series.time(i) == time) {
              middle.put(series.labels(), series.value(i));
            }
          }
        }
        Double scalar = expectation.scalar();
        yield scalar == null
            ? checkSamples(middle)
            : isSame(scalar, middle.getOrDefault(Labels.EMPTY, -1.0)) ? "" : "got " + middle;
      }
      case QueryOutcome.Answer answer -> "no matrix: " + answer.value();
    };
  }

  private String checkInstant(QueryValue value, long time) {
    return switch (value) {
      case QueryValue.Scalar(_, double actual) -> {
        Double scalar = expectation.scalar();
        yield scalar != null && isSame(scalar, actual) ? "" : "got " + actual;
      }
      case QueryValue.Text(_, String actual) -> {
        Expression expected =
            ((Parsed.Ok) PromQl.parse(String.valueOf(expectation.text()))).query();
        yield Evaluator.text(expected).equals(actual) ? "" : "got " + actual;
      }
      case QueryValue.Vector(var samples) -> checkVector(samples, time);
      case QueryValue.Matrix(var series) -> checkRangeVector(series);
    };
  }

  private String checkVector(List<QueryValue.Sample> samples, long time) {
    Map<Labels, Double> actual = new HashMap<>();
    List<Labels> order = new ArrayList<>();
    for (QueryValue.Sample sample : samples) {
      if (sample.time() != time || actual.put(sample.labels(), sample.value()) != null) {
        return "bad sample " + sample;
      }
      order.add(sample.labels());
    }
    List<Labels> expected = expectation.series().stream().map(SeriesLine::labels).toList();
    boolean isDisordered = expectation.isOrdered() && !order.equals(expected);
    return isDisordered ? "got the order " + order : checkSamples(actual);
  }

  private String checkSamples(Map<Labels, Double> actual) {
    boolean isSame = expectation.scalar() == null && actual.size() == expectation.series().size();
    for (SeriesLine series : expectation.series()) {
      MemorySeries.Point point = series.points().getFirst();
      Double value = actual.get(series.labels());
      isSame &= value != null && point != null && !point.isHistogram();
      isSame = isSame && value != null && point != null && isSame(point.value(), value);
    }
    return isSame ? "" : "got " + actual;
  }

  private String checkRange(QueryValue value) {
    return value instanceof QueryValue.Matrix(var series)
        ? checkMatrix(series, start, step)
        : "no matrix: " + value;
  }

  private String checkRangeVector(List<QueryValue.Series> series) {
    String described = expectation.rangeVector();
    if (described == null) {
      return "a matrix";
    }
    String[] words = described.split("\\s+");
    return checkMatrix(series, TestScript.millis(words[2]), TestScript.millis(words[6]));
  }

  private String checkMatrix(List<QueryValue.Series> actual, long from, long by) {
    Map<Labels, Map<Long, Double>> points = new HashMap<>();
    for (int i = 0; i < actual.size(); i++) {
      QueryValue.Series series = actual.get(i);
      if (i > 0 && actual.get(i - 1).labels().compareTo(series.labels()) >= 0) {
        return "not sorted: " + series.labels();
      }
      Map<Long, Double> values = points.computeIfAbsent(series.labels(), _ -> new HashMap<>());
      for (int j = 0; j < series.size(); j++) {
        values.put(series.time(j), series.value(j));
      }
    }
    boolean isSame = points.size() == expectation.series().size();
    for (SeriesLine line : expectation.series()) {
      isSame = isSame && isSame(line, points.getOrDefault(line.labels(), Map.of()), from, by);
    }
    return isSame ? "" : "got " + points;
  }

  private static boolean isSame(SeriesLine line, Map<Long, Double> values, long from, long by) {
    int expected = 0;
    for (int i = 0; i < line.points().size(); i++) {
      MemorySeries.Point point = line.points().get(i);
      if (point != null) {
        expected++;
        Double value = values.get(from + i * by);
        if (value == null || point.isHistogram() || !isSame(point.value(), value)) {
          return false;
        }
      }
    }
    return values.size() == expected;
  }

  /// Equal but for rounding.
  static boolean isSame(double a, double b) {
    if (SampleBuffer.isStale(a) || SampleBuffer.isStale(b)) {
      return SampleBuffer.isStale(a) && SampleBuffer.isStale(b);
    }
    if ((Double.isNaN(a) && Double.isNaN(b)) || a == b) {
      return true;
    }
    double sum = Math.abs(a) + Math.abs(b);
    double difference = Math.abs(a - b);
    boolean isTiny = a == 0 || b == 0 || sum < Double.MIN_NORMAL;
    return isTiny
        ? difference < 1e-6 * Double.MIN_NORMAL
        : difference / Math.min(sum, Double.MAX_VALUE) < 1e-6;
  }
}
