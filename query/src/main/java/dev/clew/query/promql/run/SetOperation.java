package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Binary;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `and`, `or` and `unless`: series pass, or do not, at the steps at which the other side has one
/// that belongs to them. Of the other side only the presence is kept.
final class SetOperation {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Binary binary;
  private final Steps steps;
  private final LabelSubset signatures;
  private final Map<Labels, Presence> presence = new HashMap<>();

  SetOperation(Evaluation evaluation, Evaluator evaluator, Binary binary, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.binary = binary;
    this.steps = steps;
    this.signatures = LabelSubset.of(binary.matching());
  }

  void run(SeriesSink sink) {
    if (binary.operator() == BinaryOperator.OR) {
      evaluator.vector(
          binary.left(),
          steps,
          (labels, dropsName, values) -> {
            note(labels, values);
            sink.accept(labels, dropsName, values);
          });
      pass(binary.right(), false, sink);
    } else {
      evaluator.vector(binary.right(), steps, (labels, _, values) -> note(labels, values));
      pass(binary.left(), binary.operator() == BinaryOperator.AND, sink);
    }
  }

  private void note(Labels labels, StepValues values) {
    presence.computeIfAbsent(signatures.of(labels), _ -> newPresence()).addAll(values);
  }

  private Presence newPresence() {
    evaluation.budget().allocate(steps.count());
    return new Presence(steps.count());
  }

  /// Hands on what has, or has not, something on the other side.
  private void pass(Expression side, boolean isWith, SeriesSink sink) {
    StepValues out = evaluation.budget().values(steps.count());
    evaluator.vector(
        side,
        steps,
        (labels, dropsName, values) -> {
          filter(values, presence.get(signatures.of(labels)), isWith, out);
          if (!out.isEmpty()) {
            sink.accept(labels, dropsName, out);
          }
        });
  }

  private static void filter(
      StepValues values, @Nullable Presence other, boolean isWith, StepValues out) {
    for (int step = 0; step < values.steps(); step++) {
      boolean isThere = other != null && other.at(step);
      if (isThere == isWith) {
        out.setFrom(values, step);
      } else {
        out.remove(step);
      }
    }
  }
}
