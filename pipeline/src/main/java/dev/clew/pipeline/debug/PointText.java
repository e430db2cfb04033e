package dev.clew.pipeline.debug;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.Strings;
import dev.clew.pipeline.config.Value;
import java.util.List;
import java.util.Map;

/// Metric points in full. What is not in their columns is taken from the JSON text of
/// [PointBatch#detail].
final class PointText {
  private static final String[] TEMPORALITIES = {"Unspecified", "Delta", "Cumulative"};
  private final PointBatch points;
  private final Lines lines;

  PointText(PointBatch points, Lines lines) {
    this.points = points;
    this.lines = lines;
  }

  /// @param rows of one scope; those of one metric stand together
  void write(List<Integer> rows) {
    int metric = 0;
    int inMetric = 0;
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.get(i);
      if (i == 0 || !isSameMetric(rows.get(i - 1), row)) {
        lines.line("Metric #" + metric);
        descriptor(row);
        metric++;
        inMetric = 0;
      }
      point(row, inMetric);
      inMetric++;
    }
  }

  private boolean isSameMetric(int first, int second) {
    return points.metric(first) == points.metric(second)
        && points.unit(first) == points.unit(second)
        && points.description(first) == points.description(second)
        && points.type(first) == points.type(second)
        && points.temporality(first) == points.temporality(second)
        && points.isMonotonic(first) == points.isMonotonic(second);
  }

  private static String word(PointType type) {
    return switch (type) {
      case GAUGE -> "Gauge";
      case SUM -> "Sum";
      case HISTOGRAM -> "Histogram";
      case EXPONENTIAL_HISTOGRAM -> "ExponentialHistogram";
      case SUMMARY -> "Summary";
    };
  }

  private void descriptor(int row) {
    PointType type = points.type(row);
    lines.line("Descriptor:");
    lines.line("     -> Name: " + lines.get(points.metric(row)));
    lines.line("     -> Description: " + lines.get(points.description(row)));
    lines.line("     -> Unit: " + lines.get(points.unit(row)));
    lines.line("     -> DataType: " + word(type));
    if (type == PointType.SUM) {
      lines.line("     -> IsMonotonic: " + points.isMonotonic(row));
    }
    if (type != PointType.GAUGE && type != PointType.SUMMARY) {
      lines.line("     -> AggregationTemporality: " + TEMPORALITIES[points.temporality(row)]);
    }
  }

  private void point(int row, int index) {
    PointType type = points.type(row);
    boolean isNumber = type == PointType.GAUGE || type == PointType.SUM;
    lines.line((isNumber ? "Number" : word(type)) + "DataPoints #" + index);
    lines.attributes("Data point attributes", points.attributes(), row);
    lines.line("StartTimestamp: " + Words.time(points.startNanos(row)));
    lines.line("Timestamp: " + Words.time(points.timeNanos(row)));
    int detail = points.detail(row);
    Value more = detail == Strings.EMPTY ? new Value.Nothing() : Value.ofJson(lines.get(detail));
    if (isNumber) {
      lines.line("Value: " + number(row, more));
    } else {
      distribution(row, type, more);
    }
    exemplars(more);
  }

  private String number(int row, Value more) {
    if (at(more, "int") instanceof Value.Whole(long exact)) {
      return Long.toString(exact);
    }
    double value = points.value(row);
    return points.isInteger(row) ? Long.toString((long) value) : Words.fixed(value);
  }

  private void distribution(int row, PointType type, Value more) {
    lines.line("Count: " + Long.toUnsignedString(points.count(row)));
    optional("Sum: ", points.value(row));
    if (type == PointType.SUMMARY) {
      quantiles(more);
      return;
    }
    optional("Min: ", points.min(row));
    optional("Max: ", points.max(row));
    if (type == PointType.HISTOGRAM) {
      each(items(at(more, "bounds")), "ExplicitBounds #%d: %s");
      List<Value> counts = items(at(more, "counts"));
      for (int i = 0; i < counts.size(); i++) {
        lines.line("Buckets #%d, Count: %s".formatted(i, counts.get(i).print()));
      }
    } else {
      exponential(more);
    }
  }

  private void optional(String word, double value) {
    if (!Double.isNaN(value)) {
      lines.line(word + Words.fixed(value));
    }
  }

  private void each(List<Value> numbers, String format) {
    for (int i = 0; i < numbers.size(); i++) {
      lines.line(format.formatted(i, Words.fixed(number(numbers.get(i)))));
    }
  }

  private void quantiles(Value more) {
    List<Value> all = items(at(more, "quantiles"));
    for (int i = 0; i < all.size(); i++) {
      List<Value> pair = items(all.get(i));
      lines.line(
          "QuantileValue #%d: Quantile %s, Value %s"
              .formatted(
                  i, Words.fixed(number(pair.getFirst())), Words.fixed(number(pair.getLast()))));
    }
  }

  private void exponential(Value more) {
    double factor = Math.log(2) * Math.scalb(1.0, (int) -number(at(more, "scale")));
    List<Value> negative = items(at(at(more, "negative"), "counts"));
    double offset = number(at(at(more, "negative"), "offset"));
    for (int i = negative.size() - 1; i >= 0; i--) {
      lines.line(
          "Bucket [%s, %s), Count: %s"
              .formatted(
                  Words.fixed(-Math.exp((offset + i + 1) * factor)),
                  Words.fixed(-Math.exp((offset + i) * factor)),
                  negative.get(i).print()));
    }
    if (number(at(more, "zeroCount")) != 0) {
      lines.line("Bucket [0, 0], Count: " + at(more, "zeroCount").print());
    }
    List<Value> positive = items(at(at(more, "positive"), "counts"));
    double from = number(at(at(more, "positive"), "offset"));
    for (int i = 0; i < positive.size(); i++) {
      lines.line(
          "Bucket (%s, %s], Count: %s"
              .formatted(
                  Words.fixed(Math.exp((from + i) * factor)),
                  Words.fixed(Math.exp((from + i + 1) * factor)),
                  positive.get(i).print()));
    }
  }

  private void exemplars(Value more) {
    List<Value> all = items(at(more, "exemplars"));
    if (all.isEmpty()) {
      return;
    }
    lines.line("Exemplars:");
    for (int i = 0; i < all.size(); i++) {
      Value exemplar = all.get(i);
      Value value = at(exemplar, "value");
      lines.line("Exemplar #" + i);
      lines.line("     -> Trace ID: " + text(at(exemplar, "traceId")));
      lines.line("     -> Span ID: " + text(at(exemplar, "spanId")));
      lines.line("     -> Timestamp: " + Words.time(whole(at(exemplar, "timeNanos"))));
      lines.line(
          "     -> Value: "
              + (value instanceof Value.Whole whole ? whole.print() : Words.fixed(number(value))));
      filtered(at(exemplar, "attributes"));
    }
  }

  private void filtered(Value attributes) {
    if (attributes instanceof Value.Mapping(Map<String, Value> entries) && !entries.isEmpty()) {
      lines.line("     -> FilteredAttributes:");
      entries.forEach((key, value) -> lines.line("          -> " + key + ": " + typed(value)));
    }
  }

  private static String typed(Value value) {
    return switch (value) {
      case Value.Nothing _ -> "Empty()";
      case Value.Text(String text) -> "Str(" + text + ")";
      case Value.Flag(boolean isTrue) -> "Bool(" + isTrue + ")";
      case Value.Whole(long number) -> "Int(" + number + ")";
      case Value.Fraction fraction -> "Double(" + fraction.print() + ")";
      case Value.Sequence sequence -> "Slice(" + sequence.print() + ")";
      case Value.Mapping mapping -> "Map(" + mapping.print() + ")";
    };
  }

  private static Value at(Value map, String key) {
    return map instanceof Value.Mapping(Map<String, Value> entries)
        ? entries.getOrDefault(key, new Value.Nothing())
        : new Value.Nothing();
  }

  private static List<Value> items(Value value) {
    return value instanceof Value.Sequence(List<Value> items) ? items : List.of();
  }

  private static String text(Value value) {
    return value instanceof Value.Text(String text) ? text : "";
  }

  private static long whole(Value value) {
    return value instanceof Value.Whole(long number) ? number : 0;
  }

  /// What JSON cannot say is an object of one entry.
  private static double number(Value value) {
    return switch (value) {
      case Value.Whole(long number) -> number;
      case Value.Fraction(double number) -> number;
      case Value.Mapping map -> Double.parseDouble(text(at(map, "@double")));
      default -> 0;
    };
  }
}
