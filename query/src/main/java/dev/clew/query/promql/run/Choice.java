package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Aggregator;
import dev.clew.query.promql.tree.Expression.Aggregation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `topk`, `bottomk`, `limitk` and `limit_ratio`: some of the series of each group, chosen at each
/// step anew, as they are. At a single step the chosen ones come in their order.
final class Choice {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Aggregation aggregation;
  private final Aggregator aggregator;
  private final Steps steps;
  private final Map<Labels, List<KeptSeries>> groups = new LinkedHashMap<>();

  Choice(Evaluation evaluation, Evaluator evaluator, Aggregation aggregation, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.aggregation = aggregation;
    this.aggregator = aggregation.aggregator();
    this.steps = steps;
  }

  void run(SeriesSink sink) {
    double[] parameters = evaluator.scalar(Objects.requireNonNull(aggregation.parameter()), steps);
    if (aggregator == Aggregator.LIMIT_RATIO) {
      new RatioChoice(evaluation, evaluator, aggregation, steps).run(parameters, sink);
      return;
    }
    check(parameters);
    LabelSubset groupLabels = LabelSubset.of(aggregation.grouping());
    evaluator.vector(
        aggregation.inner(),
        steps,
        (labels, dropsName, values) ->
            groups
                .computeIfAbsent(groupLabels.of(labels), _ -> new ArrayList<>())
                .add(new KeptSeries(labels, dropsName, evaluation.budget().keep(values))));
    groups.values().forEach(group -> choose(group, parameters, sink));
  }

  private static void check(double[] parameters) {
    for (double parameter : parameters) {
      if (Double.isNaN(parameter)) {
        throw QueryFailure.execution("Parameter value is NaN");
      }
      if (parameter <= Long.MIN_VALUE) {
        throw QueryFailure.execution("Scalar value %s underflows int64".formatted(parameter));
      }
      if (parameter >= Long.MAX_VALUE) {
        throw QueryFailure.execution("Scalar value %s overflows int64".formatted(parameter));
      }
    }
  }

  private void choose(List<KeptSeries> group, double[] parameters, SeriesSink sink) {
    boolean[][] isChosen = new boolean[group.size()][];
    Ranking ranking = new Ranking(group, aggregator);
    for (int step = 0; step < steps.count(); step++) {
      evaluation.budget().check();
      int limit = Math.clamp((long) parameters[step], 0, group.size());
      int count = ranking.rank(step, limit);
      for (int i = 0; i < count; i++) {
        int index = ranking.at(i);
        if (isChosen[index] == null) {
          evaluation.budget().allocate(steps.count());
          isChosen[index] = new boolean[steps.count()];
        }
        isChosen[index][step] = true;
      }
    }
    noteHistograms(group);
    emit(group, isChosen, order(group, ranking), sink);
  }

  private void noteHistograms(List<KeptSeries> group) {
    boolean isNoted = aggregator != Aggregator.LIMITK;
    if (isNoted && group.stream().anyMatch(series -> series.values().hasHistograms())) {
      AccumulatorFactory.noteIgnored(evaluation, aggregation);
    }
  }

  /// The order in which series are handed on: that of their values where there is one step.
  private int[] order(List<KeptSeries> group, Ranking ranking) {
    if (steps.count() == 1) {
      return ranking.ranked();
    }
    int[] order = new int[group.size()];
    Arrays.setAll(order, i -> i);
    return order;
  }

  private void emit(List<KeptSeries> group, boolean[][] isChosen, int[] order, SeriesSink sink) {
    for (int index : order) {
      if (isChosen[index] != null) {
        KeptSeries series = group.get(index);
        StepValues values = series.values();
        for (int step = 0; step < steps.count(); step++) {
          if (!isChosen[index][step]) {
            values.remove(step);
          }
        }
        sink.accept(series.labels(), series.dropsName(), values);
      }
    }
  }
}
