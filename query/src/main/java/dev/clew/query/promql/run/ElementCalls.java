package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.ElementFunctions;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/// Runs functions that take each value by itself. Native histograms give nothing.
final class ElementCalls {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final SelectorReader selectors;

  ElementCalls(Evaluation evaluation, Evaluator evaluator, SelectorReader selectors) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.selectors = selectors;
  }

  private interface StepFunction {
    double apply(double value, int step);
  }

  /// Runs a function of the values alone. Without an argument it is one of the time.
  void each(Call call, Steps steps, SeriesSink sink) {
    DoubleUnaryOperator function =
        Objects.requireNonNull(ElementFunctions.of(call.function()), call::toString);
    if (!call.arguments().isEmpty()) {
      map(call.arguments().getFirst(), steps, (value, _) -> function.applyAsDouble(value), sink);
      return;
    }
    StepValues out = evaluation.budget().values(steps.count());
    for (int step = 0; step < steps.count(); step++) {
      out.set(step, function.applyAsDouble(steps.at(step) / 1e3));
    }
    sink.accept(Labels.EMPTY, true, out);
  }

  private void map(Expression argument, Steps steps, StepFunction function, SeriesSink sink) {
    StepValues out = evaluation.budget().values(steps.count());
    evaluator.vector(
        argument,
        steps,
        (labels, _, values) -> {
          for (int step = 0; step < steps.count(); step++) {
            if (values.isFloat(step)) {
              out.set(step, function.apply(values.value(step), step));
            } else {
              out.remove(step);
            }
          }
          sink.accept(labels, true, out);
        });
  }

  void clamp(Call call, Steps steps, SeriesSink sink) {
    List<Expression> arguments = call.arguments();
    double[] bounds = evaluator.scalar(arguments.get(1), steps);
    switch (call.function()) {
      case CLAMP_MIN ->
          map(arguments.getFirst(), steps, (value, i) -> Math.max(bounds[i], value), sink);
      case CLAMP_MAX ->
          map(arguments.getFirst(), steps, (value, i) -> Math.min(bounds[i], value), sink);
      default -> between(arguments, bounds, steps, sink);
    }
  }

  private void between(List<Expression> arguments, double[] lows, Steps steps, SeriesSink sink) {
    double[] highs = evaluator.scalar(arguments.get(2), steps);
    map(
        arguments.getFirst(),
        steps,
        (value, i) -> ElementFunctions.clamp(value, lows[i], highs[i]),
        (labels, dropsName, values) -> {
          for (int step = 0; step < steps.count(); step++) {
            if (highs[step] < lows[step]) {
              values.remove(step);
            }
          }
          sink.accept(labels, dropsName, values);
        });
  }

  void round(Call call, Steps steps, SeriesSink sink) {
    boolean hasNearest = call.arguments().size() > 1;
    double[] nearest = hasNearest ? evaluator.scalar(call.arguments().get(1), steps) : null;
    map(
        call.arguments().getFirst(),
        steps,
        (value, i) -> ElementFunctions.round(value, nearest == null ? 1 : nearest[i]),
        sink);
  }

  void vector(Call call, Steps steps, SeriesSink sink) {
    double[] scalars = evaluator.scalar(call.arguments().getFirst(), steps);
    StepValues out = evaluation.budget().values(steps.count());
    for (int step = 0; step < steps.count(); step++) {
      out.set(step, scalars[step]);
    }
    sink.accept(Labels.EMPTY, false, out);
  }

  /// The time of the sample for a selector, the time of the step for anything else.
  void timestamp(Call call, Steps steps, SeriesSink sink) {
    Expression argument = Expressions.unwrapped(call.arguments().getFirst());
    if (argument instanceof VectorSelector selector) {
      selectors.readTimes(selector, steps, sink);
      return;
    }
    StepValues out = evaluation.budget().values(steps.count());
    evaluator.vector(
        argument,
        steps,
        (labels, _, values) -> {
          out.clear();
          for (int step = 0; step < steps.count(); step++) {
            if (values.isPresent(step)) {
              out.set(step, steps.at(step) / 1e3);
            }
          }
          sink.accept(labels, true, out);
        });
  }
}
