package dev.clew.query.traceql;

import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.Literal.Real;
import dev.clew.query.traceql.Literal.Whole;
import dev.clew.query.traceql.MetricsExpression.Measured;
import dev.clew.query.traceql.MetricsFunction.Compare;
import dev.clew.query.traceql.MetricsFunction.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what turns a pipeline into series, and what reduces those.
final class MetricsParser {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "rate",
          "count_over_time",
          "min_over_time",
          "max_over_time",
          "sum_over_time",
          "avg_over_time",
          "histogram_over_time",
          "quantile_over_time",
          "compare");

  private final Tokens tokens;
  private final Notes notes;
  private final FieldParser fields;
  private final Supplier<Numeric> numbers;

  /// @param numbers reads a number, which may be computed from others
  MetricsParser(Tokens tokens, Notes notes, FieldParser fields, Supplier<Numeric> numbers) {
    this.tokens = tokens;
    this.notes = notes;
    this.fields = fields;
    this.numbers = numbers;
  }

  static boolean isFunction(String word) {
    return FUNCTIONS.contains(word);
  }

  /// Reads a function and puts the pipeline before it.
  MetricsExpression measured(Pipeline pipeline) {
    int start = tokens.offset();
    String name = tokens.word();
    tokens.next();
    tokens.expect(Sign.OPEN);
    MetricsFunction function = function(name);
    if (function instanceof Compare(var selection, _, _)) {
      notes.on(function, start, List.of(selection));
    } else {
      notes.on(function, start, List.of());
    }
    return notes.on(new Measured(pipeline, function), start, List.of(pipeline, function));
  }

  private MetricsFunction function(String name) {
    return switch (name) {
      case "rate" -> new MetricsFunction.Rate(labels());
      case "count_over_time" -> new MetricsFunction.CountOverTime(labels());
      case "min_over_time" -> overTime(Aggregation.MIN);
      case "max_over_time" -> overTime(Aggregation.MAX);
      case "sum_over_time" -> overTime(Aggregation.SUM);
      case "avg_over_time" -> overTime(Aggregation.AVG);
      case "histogram_over_time" -> new MetricsFunction.Histogram(fields.field(), labels());
      case "quantile_over_time" ->
          new MetricsFunction.Quantiles(fields.field(), quantiles(), labels());
      default -> compare();
    };
  }

  private MetricsFunction overTime(Aggregation aggregation) {
    return new MetricsFunction.OverTime(aggregation, fields.field(), labels());
  }

  /// Reads the end of the arguments and `by (…)`, if it is there.
  private List<SpanField> labels() {
    tokens.expect(Sign.CLOSE);
    if (!tokens.word().equals("by")) {
      return List.of();
    }
    tokens.next();
    return fields.fields();
  }

  private List<Double> quantiles() {
    List<Double> quantiles = new ArrayList<>();
    do {
      tokens.expect(Sign.COMMA);
      quantiles.add(quantile());
    } while (tokens.isAt(Sign.COMMA));
    return quantiles;
  }

  private double quantile() {
    if (tokens.peek() instanceof Token.Value(Numeric number, _, _)
        && (number instanceof Whole || number instanceof Real)) {
      tokens.next();
      return number.asDouble();
    }
    throw tokens.unexpected("a quantile from 0 to 1, without a sign");
  }

  private MetricsFunction compare() {
    FieldExpression selection = fields.braced();
    long topN = Compare.DEFAULT_TOP_N;
    Window window = null;
    if (tokens.accept(Sign.COMMA)) {
      topN = integer("how many values to tell");
      window = window();
    }
    tokens.expect(Sign.CLOSE);
    return new Compare(selection, topN, window);
  }

  private @Nullable Window window() {
    if (!tokens.accept(Sign.COMMA)) {
      return null;
    }
    long startNanos = integer("the start in epoch nanoseconds");
    tokens.expect(Sign.COMMA);
    return new Window(startNanos, integer("the end in epoch nanoseconds"));
  }

  private long integer(String meaning) {
    if (tokens.peek() instanceof Token.Value(Whole(var value), _, _)) {
      tokens.next();
      return value;
    }
    throw tokens.unexpected("an integer: " + meaning);
  }

  /// Reads all stages that follow behind series, if any.
  List<SecondStage> secondStages() {
    List<SecondStage> stages = new ArrayList<>();
    while (true) {
      int start = tokens.offset();
      SecondStage stage = tokens.accept(Sign.PIPE) ? ranking() : threshold();
      if (stage == null) {
        return stages;
      }
      stages.add(notes.on(stage, start, List.of()));
    }
  }

  private SecondStage ranking() {
    String word = tokens.word();
    boolean isTop = word.equals("topk");
    if (!isTop && !word.equals("bottomk")) {
      throw tokens.unexpected("topk(…) or bottomk(…)");
    }
    tokens.next();
    tokens.expect(Sign.OPEN);
    long count = integer("how many series to keep");
    tokens.expect(Sign.CLOSE);
    return isTop ? new SecondStage.Top(count) : new SecondStage.Bottom(count);
  }

  private @Nullable SecondStage threshold() {
    if (tokens.peek() instanceof Token.Mark(var sign, _)
        && sign.fieldOperator() instanceof ComparisonOperator operator) {
      tokens.next();
      return new SecondStage.Threshold(operator, numbers.get());
    }
    return null;
  }
}
