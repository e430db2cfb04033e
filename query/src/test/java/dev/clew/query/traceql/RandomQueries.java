package dev.clew.query.traceql;

import dev.clew.query.traceql.Hints.Hint;
import dev.clew.query.traceql.Literal.Duration;
import dev.clew.query.traceql.Literal.Nil;
import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.MetricsFunction.Window;
import dev.clew.query.traceql.StructuralOperator.Mode;
import dev.clew.query.traceql.StructuralOperator.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// Random queries in the normal form of the parser.
final class RandomQueries {
  private final RandomGenerator random;
  private final RandomFields fields;

  RandomQueries(RandomGenerator random) {
    this.random = random;
    this.fields = new RandomFields(random);
  }

  Query query() {
    int depth = random.nextInt(5);
    return switch (random.nextInt(5)) {
      case 0, 1 -> new Query.Search(pipeline(depth), hints());
      case 2, 3 -> new Query.Metrics(reduced(series(depth)), hints());
      default -> {
        ComparisonOperator operator = fields.pick(ComparisonOperator.values());
        PipedScalar right =
            random.nextBoolean() ? piped(depth) : new PipedScalar.Constant(fields.number());
        yield new Query.ScalarSearch(operator, piped(depth), right, hints());
      }
    };
  }

  private Hints hints() {
    return new Hints(Stream.generate(this::hint).limit(random.nextInt(3)).toList());
  }

  private Hint hint() {
    Literal value = fields.literal();
    return new Hint("hint_" + random.nextInt(3), value instanceof Nil ? fields.number() : value);
  }

  private Pipeline pipeline(int depth) {
    List<Stage> stages = new ArrayList<>(List.of(head(depth)));
    while (random.nextInt(3) > 0) {
      stages.add(random.nextInt(5) == 0 ? new Stage.Coalesce() : head(depth));
    }
    return new Pipeline(stages);
  }

  private Stage head(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> new Stage.GroupBy(fields.expression(depth));
      case 1 -> new Stage.Select(labels(1));
      case 2 -> scalarFilter(depth);
      default -> spans(depth);
    };
  }

  private List<SpanField> labels(int least) {
    return Stream.generate(fields::field).limit(least + random.nextInt(4)).toList();
  }

  private Stage scalarFilter(int depth) {
    ComparisonOperator operator = fields.pick(ComparisonOperator.values());
    ScalarExpression number = new ScalarExpression.Constant(fields.number());
    return switch (random.nextInt(3)) {
      case 0 -> new Stage.ScalarFilter(operator, number, scalar(depth));
      case 1 -> new Stage.ScalarFilter(operator, scalar(depth), number);
      default -> new Stage.ScalarFilter(operator, scalar(depth), scalar(depth));
    };
  }

  private ScalarExpression scalar(int depth) {
    if (depth == 0 || random.nextBoolean()) {
      return aggregate(depth);
    }
    ScalarExpression number = new ScalarExpression.Constant(fields.number());
    ScalarExpression one = scalar(depth - 1);
    ScalarExpression other = random.nextBoolean() ? scalar(depth - 1) : number;
    ArithmeticOperator operator = fields.pick(ArithmeticOperator.values());
    return random.nextBoolean()
        ? new ScalarExpression.Arithmetic(operator, one, other)
        : new ScalarExpression.Arithmetic(operator, other, one);
  }

  private ScalarExpression aggregate(int depth) {
    return random.nextBoolean()
        ? new ScalarExpression.Count()
        : new ScalarExpression.Aggregate(
            fields.pick(Aggregation.values()), fields.expression(depth));
  }

  private SpansetExpression spans(int depth) {
    if (depth == 0) {
      return new SpansetExpression.Filter(fields.expression(random.nextInt(3)));
    }
    return switch (random.nextInt(4)) {
      case 0 -> new SpansetExpression.Filter(fields.expression(depth));
      case 1 -> bracketed(pipeline(depth - 1));
      case 2 ->
          new SpansetExpression.Combined(
              fields.pick(LogicOperator.values()),
              Stream.generate(() -> spans(depth - 1)).limit(2 + random.nextInt(2)).toList());
      default -> {
        Relation relation = fields.pick(Relation.values());
        StructuralOperator operator = new StructuralOperator(relation, fields.pick(Mode.values()));
        yield new SpansetExpression.Related(operator, spans(depth - 1), spans(depth - 1));
      }
    };
  }

  private static SpansetExpression bracketed(Pipeline pipeline) {
    boolean isSingle = pipeline.stages().size() == 1;
    return isSingle && pipeline.stages().getFirst() instanceof SpansetExpression spans
        ? spans
        : new SpansetExpression.Bracketed(pipeline);
  }

  private PipedScalar piped(int depth) {
    if (depth == 0 || random.nextBoolean()) {
      return new PipedScalar.Aggregated(pipeline(depth), aggregate(depth));
    }
    return new PipedScalar.Arithmetic(
        fields.pick(ArithmeticOperator.values()), piped(depth - 1), piped(depth - 1));
  }

  private MetricsExpression series(int depth) {
    if (depth == 0 || random.nextBoolean()) {
      return new MetricsExpression.Measured(pipeline(depth), function(depth));
    }
    MetricsExpression one = reduced(series(depth - 1));
    MetricsExpression other =
        random.nextBoolean()
            ? reduced(series(depth - 1))
            : new MetricsExpression.Constant(factor());
    ArithmeticOperator operator = metricsOperator();
    return random.nextBoolean()
        ? new MetricsExpression.Arithmetic(operator, one, other)
        : new MetricsExpression.Arithmetic(operator, other, one);
  }

  private Numeric factor() {
    Numeric number = fields.number();
    return number instanceof Duration ? factor() : number;
  }

  private ArithmeticOperator metricsOperator() {
    ArithmeticOperator operator = fields.pick(ArithmeticOperator.values());
    return operator.suitsMetrics() ? operator : metricsOperator();
  }

  private MetricsExpression reduced(MetricsExpression series) {
    return series.reducedBy(Stream.generate(this::secondStage).limit(random.nextInt(3)).toList());
  }

  private SecondStage secondStage() {
    return switch (random.nextInt(3)) {
      case 0 -> new SecondStage.Top(random.nextInt(10));
      case 1 -> new SecondStage.Bottom(random.nextInt(10));
      default ->
          new SecondStage.Threshold(fields.pick(ComparisonOperator.values()), fields.number());
    };
  }

  private MetricsFunction function(int depth) {
    List<SpanField> labels = labels(0);
    return switch (random.nextInt(6)) {
      case 0 -> new MetricsFunction.Rate(labels);
      case 1 -> new MetricsFunction.CountOverTime(labels);
      case 2 ->
          new MetricsFunction.OverTime(fields.pick(Aggregation.values()), fields.field(), labels);
      case 3 -> new MetricsFunction.Histogram(fields.field(), labels);
      case 4 ->
          new MetricsFunction.Quantiles(fields.field(), List.of(0.5, random.nextDouble()), labels);
      default -> {
        Window window =
            random.nextBoolean() ? null : new Window(random.nextInt(9), random.nextInt(9));
        yield new MetricsFunction.Compare(fields.expression(depth), 9 + random.nextInt(3), window);
      }
    };
  }
}
