package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Runs functions that only order series; a range query orders its result by labels anyway.
final class SortCalls {
  private final Evaluation evaluation;
  private final Evaluator evaluator;

  SortCalls(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  void byValue(Call call, Steps steps, SeriesSink sink) {
    boolean isDescending = call.function() == Builtin.SORT_DESC;
    Comparator<KeptSeries> order =
        Comparator.comparing(
            series -> series.values().value(0), (a, b) -> compare(a, b, isDescending));
    SeriesSink floats =
        (labels, dropsName, values) -> {
          for (int step = 0; step < values.steps(); step++) {
            if (values.isHistogram(step)) {
              values.remove(step);
            }
          }
          if (!values.isEmpty()) {
            sink.accept(labels, dropsName, values);
          }
        };
    sorted(call, steps, order, floats);
  }

  private static int compare(double a, double b, boolean isDescending) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
    }
    return isDescending ? Double.compare(b, a) : Double.compare(a, b);
  }

  void byLabel(Call call, Steps steps, SeriesSink sink) {
    List<String> names = call.arguments().stream().skip(1).map(Evaluator::text).toList();
    Comparator<KeptSeries> order = (_, _) -> 0;
    for (String name : names) {
      order = order.thenComparing(series -> series.labels().get(name), NaturalOrder.INSTANCE);
    }
    order = order.thenComparing(KeptSeries::labels);
    boolean isDescending = call.function() == Builtin.SORT_BY_LABEL_DESC;
    sorted(call, steps, isDescending ? order.reversed() : order, sink);
  }

  private void sorted(Call call, Steps steps, Comparator<KeptSeries> order, SeriesSink sink) {
    Expression argument = call.arguments().getFirst();
    if (!evaluation.query().isInstant()) {
      evaluation
          .annotations()
          .warn(
              "sort is ineffective for range queries since results are always ordered by labels",
              call.place());
    }
    if (steps.count() != 1) {
      evaluator.vector(argument, steps, sink);
      return;
    }
    List<KeptSeries> all = new ArrayList<>();
    evaluator.vector(
        argument,
        steps,
        (labels, dropsName, values) ->
            all.add(new KeptSeries(labels, dropsName, evaluation.budget().keep(values))));
    all.sort(order);
    all.forEach(series -> sink.accept(series.labels(), series.dropsName(), series.values()));
  }
}
