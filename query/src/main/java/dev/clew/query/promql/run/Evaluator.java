package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import dev.clew.query.promql.tree.ValueType;

/// Walks the tree of a query. Each node is evaluated once, for all its steps.
final class Evaluator {
  private final Evaluation evaluation;
  private final SelectorReader selectors;
  private final Calls calls;

  Evaluator(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.selectors = new SelectorReader(evaluation);
    this.calls = new Calls(evaluation, this, selectors);
  }

  /// The string that an expression is.
  static String text(Expression expression) {
    if (Expressions.unwrapped(expression) instanceof Expression.StringLiteral(String value, _)) {
      return value;
    }
    throw new IllegalStateException("no string: " + expression);
  }

  /// The values of a scalar at all steps.
  double[] scalar(Expression expression, Steps steps) {
    return new Scalars(evaluation, this).of(expression, steps);
  }

  /// Hands the series of an instant vector to a sink.
  void vector(Expression expression, Steps steps, SeriesSink sink) {
    Expression inner = Expressions.unwrapped(expression);
    boolean isWorthIt = steps.count() > 1 && !(inner instanceof VectorSelector);
    if (isWorthIt && Expressions.isConstant(inner)) {
      constant(inner, steps, sink);
    } else if (steps.count() > 0) {
      evaluate(inner, steps, sink);
    }
  }

  /// Evaluates what is the same at all steps at the first.
  private void constant(Expression expression, Steps steps, SeriesSink sink) {
    StepValues out = evaluation.budget().values(steps.count());
    evaluate(
        expression,
        steps.first(),
        (labels, dropsName, values) -> {
          out.clear();
          for (int step = 0; step < steps.count() && values.isPresent(0); step++) {
            if (values.isHistogram(0)) {
              out.setHistogram(step);
            } else {
              out.set(step, values.value(0));
            }
          }
          sink.accept(labels, dropsName, out);
        });
  }

  private void evaluate(Expression expression, Steps steps, SeriesSink sink) {
    switch (expression) {
      case VectorSelector selector -> selectors.read(selector, steps, sink);
      case Call call -> calls.vector(call, steps, sink);
      case Aggregation aggregation ->
          new AggregationRun(evaluation, this, aggregation, steps).run(sink);
      case Binary binary -> binary(binary, steps, sink);
      case Unary unary -> unary(unary, steps, sink);
      case Parentheses(var inner, _) -> vector(inner, steps, sink);
      case Expression.NumberLiteral _, Expression.StringLiteral _, RangeSelector _, Subquery _ ->
          throw new IllegalStateException("no instant vector: " + expression);
    }
  }

  private void unary(Unary unary, Steps steps, SeriesSink sink) {
    if (!unary.isMinus()) {
      vector(unary.inner(), steps, sink);
      return;
    }
    StepValues out = evaluation.budget().values(steps.count());
    vector(
        unary.inner(),
        steps,
        (labels, _, values) -> {
          for (int step = 0; step < steps.count(); step++) {
            out.setFrom(values, step);
            if (values.isFloat(step)) {
              out.set(step, -values.value(step));
            }
          }
          sink.accept(labels, true, out);
        });
  }

  private void binary(Binary binary, Steps steps, SeriesSink sink) {
    BinaryOperator operator = binary.operator();
    if (operator == BinaryOperator.TRIM_LOWER || operator == BinaryOperator.TRIM_UPPER) {
      throw QueryFailure.unsupported("the operator " + operator.text());
    }
    if (binary.matching().fills()) {
      throw QueryFailure.unsupported("the modifier fill");
    }
    boolean isJoin =
        binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
    if (!isJoin) {
      new ScalarOperation(evaluation, this, binary, steps).run(sink);
    } else if (operator.isSet()) {
      new SetOperation(evaluation, this, binary, steps).run(sink);
    } else {
      new Join(evaluation, this, binary, steps).run(sink);
    }
  }
}
