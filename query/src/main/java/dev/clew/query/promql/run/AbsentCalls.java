package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.LabelsBuilder;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Runs functions that yield 1 where there is nothing.
final class AbsentCalls {
  private final Evaluation evaluation;
  private final Evaluator evaluator;

  AbsentCalls(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  void vector(Call call, Steps steps, SeriesSink sink) {
    Expression argument = Expressions.unwrapped(call.arguments().getFirst());
    boolean[] isThere = new boolean[steps.count()];
    evaluator.vector(
        argument,
        steps,
        (_, _, values) -> {
          for (int step = 0; step < isThere.length; step++) {
            isThere[step] |= values.isPresent(step);
          }
        });
    emit(argument, isThere, sink);
  }

  void range(Call call, Steps steps, SeriesSink sink) {
    Expression argument = Expressions.unwrapped(call.arguments().getFirst());
    boolean[] isThere = new boolean[steps.count()];
    new RangeReader(evaluation, evaluator)
        .read(
            argument,
            steps,
            call.function().text(),
            (_, _, _, windows) -> {
              for (int step = 0; step < isThere.length; step++) {
                isThere[step] |= windows.count(step) > 0;
              }
            });
    emit(argument, isThere, sink);
  }

  private void emit(Expression argument, boolean[] isThere, SeriesSink sink) {
    StepValues out = evaluation.budget().values(isThere.length);
    for (int step = 0; step < isThere.length; step++) {
      if (!isThere[step]) {
        out.set(step, 1);
      }
    }
    if (!out.isEmpty()) {
      sink.accept(labels(argument), true, out);
    }
  }

  /// The labels that what is missing would certainly have.
  private static Labels labels(Expression argument) {
    return switch (argument) {
      case VectorSelector selector -> labels(selector.matchers());
      case RangeSelector range -> labels(range.selector().matchers());
      default -> Labels.EMPTY;
    };
  }

  private static Labels labels(List<LabelMatcher> matchers) {
    LabelsBuilder labels = new LabelsBuilder(Labels.EMPTY);
    Set<String> seen = new HashSet<>();
    for (LabelMatcher matcher : matchers) {
      boolean isSure = matcher.kind() == LabelMatcher.Kind.EQUAL && seen.add(matcher.name());
      labels.set(matcher.name(), isSure ? matcher.text() : "");
    }
    return labels.set(Labels.NAME, "").build();
  }
}
