package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.ValueType;

/// An operator between a vector and a scalar. A comparison keeps the values of the vector.
final class ScalarOperation {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Binary binary;
  private final Steps steps;
  private final FloatOperator operator;
  private final boolean isVectorLeft;
  private final boolean isFilter;

  ScalarOperation(Evaluation evaluation, Evaluator evaluator, Binary binary, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.binary = binary;
    this.steps = steps;
    this.operator = FloatOperator.of(binary.operator());
    this.isVectorLeft = binary.left().type() == ValueType.VECTOR;
    this.isFilter = binary.operator().isComparison() && !binary.returnsBool();
  }

  void run(SeriesSink sink) {
    Expression vector = isVectorLeft ? binary.left() : binary.right();
    double[] scalars = evaluator.scalar(isVectorLeft ? binary.right() : binary.left(), steps);
    StepValues out = evaluation.budget().values(steps.count());
    evaluator.vector(
        vector,
        steps,
        (labels, dropsName, values) -> {
          compute(values, scalars, out);
          if (!out.isEmpty()) {
            sink.accept(labels, dropsName || !isFilter, out);
          }
        });
  }

  private void compute(StepValues values, double[] scalars, StepValues out) {
    for (int step = 0; step < scalars.length; step++) {
      if (values.isFloat(step)) {
        computeFloat(step, values.value(step), scalars[step], out);
      } else {
        out.remove(step);
        if (values.isHistogram(step)) {
          evaluation.annotations().informOfTypes(binary, isVectorLeft, !isVectorLeft);
        }
      }
    }
  }

  private void computeFloat(int step, double value, double scalar, StepValues out) {
    double result = isVectorLeft ? operator.apply(value, scalar) : operator.apply(scalar, value);
    if (!isFilter) {
      out.set(step, result);
    } else if (result != 0) {
      out.set(step, value);
    } else {
      out.remove(step);
    }
  }
}
