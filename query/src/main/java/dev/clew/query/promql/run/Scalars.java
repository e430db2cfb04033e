package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.Unary;
import java.util.Arrays;
import java.util.List;

/// Evaluates expressions that are one number at each step.
final class Scalars {
  private final Evaluation evaluation;
  private final Evaluator evaluator;

  Scalars(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  double[] of(Expression expression, Steps steps) {
    return switch (expression) {
      case Expression.NumberLiteral(double value, _, _) -> filled(value, steps);
      case Parentheses(var inner, _) -> of(inner, steps);
      case Unary(boolean isMinus, var inner, _) -> signed(isMinus, of(inner, steps));
      case Binary binary -> binary(binary, steps);
      case Call call -> call(call, steps);
      default -> throw new IllegalStateException("no scalar: " + expression);
    };
  }

  private double[] filled(double value, Steps steps) {
    evaluation.budget().allocate(8L * steps.count());
    double[] values = new double[steps.count()];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] signed(boolean isMinus, double[] values) {
    for (int step = 0; step < values.length && isMinus; step++) {
      values[step] = -values[step];
    }
    return values;
  }

  private double[] binary(Binary binary, Steps steps) {
    double[] left = of(binary.left(), steps);
    double[] right = of(binary.right(), steps);
    FloatOperator operator = FloatOperator.of(binary.operator());
    for (int step = 0; step < left.length; step++) {
      left[step] = operator.apply(left[step], right[step]);
    }
    return left;
  }

  private double[] call(Call call, Steps steps) {
    PromQuery query = evaluation.query();
    return switch (call.function()) {
      case TIME -> times(steps);
      case PI -> filled(Math.PI, steps);
      case START -> filled(query.start() / 1e3, steps);
      case END -> filled(query.end() / 1e3, steps);
      case STEP -> filled(query.step() / 1e3, steps);
      case RANGE -> filled((query.end() - query.start()) / 1e3, steps);
      case MIN_OF -> extremes(call.arguments(), false, steps);
      case MAX_OF -> extremes(call.arguments(), true, steps);
      case SCALAR_OF -> onlyValues(call.arguments().getFirst(), steps);
      default -> throw new IllegalStateException("no scalar: " + call.function());
    };
  }

  private double[] times(Steps steps) {
    double[] times = filled(0, steps);
    for (int step = 0; step < times.length; step++) {
      times[step] = steps.at(step) / 1e3;
    }
    return times;
  }

  private double[] extremes(List<Expression> arguments, boolean isMax, Steps steps) {
    double[] left = of(arguments.getFirst(), steps);
    double[] right = of(arguments.getLast(), steps);
    for (int step = 0; step < left.length; step++) {
      left[step] = isMax ? Math.max(left[step], right[step]) : Math.min(left[step], right[step]);
    }
    return left;
  }

  /// The value of the only series at each step; NaN where there are none or several.
  private double[] onlyValues(Expression vector, Steps steps) {
    double[] values = filled(Double.NaN, steps);
    boolean[] isTaken = new boolean[steps.count()];
    evaluator.vector(
        vector,
        steps,
        (_, _, series) -> {
          for (int step = 0; step < values.length; step++) {
            if (series.isFloat(step)) {
              values[step] = isTaken[step] ? Double.NaN : series.value(step);
              isTaken[step] = true;
            }
          }
        });
    return values;
  }
}
