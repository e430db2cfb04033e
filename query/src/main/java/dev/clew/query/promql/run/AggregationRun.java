package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import java.util.LinkedHashMap;
import java.util.Map;

/// Runs an aggregation: series after series goes into the group that its labels name.
final class AggregationRun {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Aggregation aggregation;
  private final Steps steps;
  private final Map<Labels, Group> groups = new LinkedHashMap<>();

  AggregationRun(Evaluation evaluation, Evaluator evaluator, Aggregation aggregation, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.aggregation = aggregation;
    this.steps = steps;
  }

  /// Series that are aggregated together.
  private static final class Group {
    private final Accumulator accumulator;
    private boolean dropsName;

    Group(Accumulator accumulator) {
      this.accumulator = accumulator;
    }
  }

  void run(SeriesSink sink) {
    switch (aggregation.aggregator()) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO ->
          new Choice(evaluation, evaluator, aggregation, steps).run(sink);
      case COUNT_VALUES -> new ValueCount(evaluation, evaluator, aggregation, steps).run(sink);
      default -> aggregate(sink);
    }
  }

  private void aggregate(SeriesSink sink) {
    AccumulatorFactory factory = factory();
    LabelSubset groupLabels = LabelSubset.of(aggregation.grouping());
    evaluator.vector(
        aggregation.inner(),
        steps,
        (labels, dropsName, values) -> {
          Labels key = groupLabels.of(labels);
          Group group = groups.get(key);
          if (group == null) {
            group = new Group(factory.create());
            groups.put(key, group);
          }
          group.dropsName |= dropsName;
          group.accumulator.add(values);
        });
    StepValues out = evaluation.budget().values(steps.count());
    groups.forEach((labels, group) -> {
      out.clear();
      group.accumulator.finish(out);
      if (!out.isEmpty()) {
        sink.accept(labels, group.dropsName, out);
      }
    });
  }

  private AccumulatorFactory factory() {
    Expression parameter = aggregation.parameter();
    double[] quantiles = parameter == null ? new double[0] : evaluator.scalar(parameter, steps);
    for (double quantile : quantiles) {
      evaluation
          .annotations()
          .warnOfQuantile(quantile, parameter == null ? aggregation.place() : parameter.place());
    }
    return new AccumulatorFactory(evaluation, aggregation, steps.count(), quantiles);
  }
}
