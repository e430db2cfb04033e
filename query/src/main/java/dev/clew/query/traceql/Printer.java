package dev.clew.query.traceql;

import dev.clew.query.traceql.Hints.Hint;
import dev.clew.query.traceql.MetricsFunction.Compare;
import dev.clew.query.traceql.SpansetExpression.Bracketed;
import dev.clew.query.traceql.SpansetExpression.Combined;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.SpansetExpression.Related;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Writes a query with all brackets; what it writes reads to the same tree.
final class Printer {
  private final StringBuilder text = new StringBuilder();
  private final FieldPrinter fields = new FieldPrinter(text);

  private Printer() {}

  static String of(Query query) {
    Printer printer = new Printer();
    printer.print(query);
    return printer.text.toString();
  }

  static String of(ScalarExpression scalar) {
    Printer printer = new Printer();
    printer.print(scalar);
    return printer.text.toString();
  }

  private void print(Query query) {
    switch (query) {
      case Query.Search(var pipeline, _) -> print(pipeline);
      case Query.Metrics(var series, _) -> print(series);
      case Query.ScalarSearch(var operator, var left, var right, _) -> {
        joined(left, operator.text(), right, this::print);
      }
    }
    if (!query.hints().list().isEmpty()) {
      text.append(" with(");
      text.append(query.hints().list().stream().map(Printer::of).collect(Collectors.joining(", ")));
      text.append(')');
    }
  }

  private static String of(Hint hint) {
    return hint.name() + "=" + FieldPrinter.of(hint.value());
  }

  private void print(Pipeline pipeline) {
    String separator = "";
    for (Stage stage : pipeline.stages()) {
      text.append(separator);
      print(stage);
      separator = " | ";
    }
  }

  private void print(Stage stage) {
    switch (stage) {
      case SpansetExpression spans -> print(spans);
      case Stage.GroupBy(var field) -> call("by", field);
      case Stage.Coalesce() -> text.append("coalesce()");
      case Stage.Select(var selected) -> text.append("select(").append(list(selected)).append(')');
      case Stage.ScalarFilter(var operator, var left, var right) ->
          joined(left, operator.text(), right, this::print);
    }
  }

  private void print(SpansetExpression spans) {
    switch (spans) {
      case Filter(var condition) -> filter(condition);
      case Bracketed(var pipeline) -> bracketed(() -> print(pipeline));
      case Combined(var operator, var operands) -> bracketed(() -> list(operator, operands));
      case Related(var operator, var left, var right) ->
          bracketed(() -> joined(left, operator.text(), right, this::print));
    }
  }

  private void list(LogicOperator operator, List<SpansetExpression> operands) {
    print(operands.getFirst());
    for (SpansetExpression operand : operands.subList(1, operands.size())) {
      text.append(' ').append(operator.text()).append(' ');
      print(operand);
    }
  }

  private void print(ScalarExpression scalar) {
    switch (scalar) {
      case ScalarExpression.Count() -> text.append("count()");
      case ScalarExpression.Aggregate(var aggregation, var field) ->
          call(aggregation.text(), field);
      case ScalarExpression.Constant(var value) -> text.append(NumberText.of(value));
      case ScalarExpression.Arithmetic(var operator, var left, var right) ->
          bracketed(() -> joined(left, operator.text(), right, this::print));
    }
  }

  private void print(PipedScalar scalar) {
    switch (scalar) {
      case PipedScalar.Aggregated(var pipeline, var aggregate) ->
          bracketed(() -> {
            print(pipeline);
            text.append(" | ");
            print(aggregate);
          });
      case PipedScalar.Constant(var value) -> text.append(NumberText.of(value));
      case PipedScalar.Arithmetic(var operator, var left, var right) ->
          bracketed(() -> joined(left, operator.text(), right, this::print));
    }
  }

  private void print(MetricsExpression series) {
    switch (series) {
      case MetricsExpression.Measured(var pipeline, var function) -> {
        print(pipeline);
        text.append(" | ");
        print(function);
      }
      case MetricsExpression.Reduced(var reduced, var stages) -> {
        print(reduced);
        stages.forEach(this::print);
      }
      case MetricsExpression.Constant(var value) -> text.append(NumberText.of(value));
      case MetricsExpression.Arithmetic(var operator, var left, var right) ->
          bracketed(() -> joined(left, operator.text(), right, this::operand));
    }
  }

  private void operand(MetricsExpression series) {
    switch (series) {
      case MetricsExpression.Measured _, MetricsExpression.Reduced _ ->
          bracketed(() -> print(series));
      case MetricsExpression.Constant _, MetricsExpression.Arithmetic _ -> print(series);
    }
  }

  private void print(MetricsFunction function) {
    text.append(function.text()).append('(');
    switch (function) {
      case MetricsFunction.Rate _, MetricsFunction.CountOverTime _ -> {}
      case MetricsFunction.OverTime(_, var field, _) -> text.append(field.text());
      case MetricsFunction.Histogram(var field, _) -> text.append(field.text());
      case MetricsFunction.Quantiles(var field, var quantiles, _) -> {
        text.append(field.text());
        quantiles.forEach(quantile -> text.append(", ").append(NumberText.of(quantile)));
      }
      case Compare compare -> arguments(compare);
    }
    text.append(')');
    if (!function.labels().isEmpty()) {
      text.append(" by (").append(list(function.labels())).append(')');
    }
  }

  private void arguments(Compare compare) {
    filter(compare.selection());
    if (compare.topN() != Compare.DEFAULT_TOP_N || compare.window() != null) {
      text.append(", ").append(compare.topN());
    }
    if (compare.window() != null) {
      text.append(", ").append(compare.window().startNanos());
      text.append(", ").append(compare.window().endNanos());
    }
  }

  private void print(SecondStage stage) {
    switch (stage) {
      case SecondStage.Top(var count) -> text.append(" | topk(").append(count).append(')');
      case SecondStage.Bottom(var count) -> text.append(" | bottomk(").append(count).append(')');
      case SecondStage.Threshold(var operator, var value) ->
          text.append(' ').append(operator.text()).append(' ').append(NumberText.of(value));
    }
  }

  private void filter(FieldExpression condition) {
    text.append("{ ");
    fields.print(condition);
    text.append(" }");
  }

  private void call(String function, FieldExpression argument) {
    text.append(function).append('(');
    fields.print(argument);
    text.append(')');
  }

  private static String list(List<SpanField> fields) {
    return fields.stream().map(SpanField::text).collect(Collectors.joining(", "));
  }

  private <T> void joined(T left, String operator, T right, Consumer<T> printed) {
    printed.accept(left);
    text.append(' ').append(operator).append(' ');
    printed.accept(right);
  }

  private void bracketed(Runnable content) {
    text.append('(');
    content.run();
    text.append(')');
  }
}
