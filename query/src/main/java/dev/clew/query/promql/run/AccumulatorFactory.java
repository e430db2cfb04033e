package dev.clew.query.promql.run;

import dev.clew.query.promql.tree.Aggregator;
import dev.clew.query.promql.tree.Expression.Aggregation;

/// Makes the accumulators of an aggregation, one for each group.
final class AccumulatorFactory {
  private final Evaluation evaluation;
  private final Aggregation aggregation;
  private final int steps;
  private final double[] quantiles;

  AccumulatorFactory(
      Evaluation evaluation, Aggregation aggregation, int steps, double[] quantiles) {
    this.evaluation = evaluation;
    this.aggregation = aggregation;
    this.steps = steps;
    this.quantiles = quantiles;
  }

  Accumulator create() {
    evaluation.budget().allocate(24L * steps);
    evaluation.budget().hold(1);
    return switch (aggregation.aggregator()) {
      case SUM -> new SumAccumulator(steps, this::noteMix);
      case AVG -> new MeanAccumulator(steps, this::noteMix);
      case COUNT -> new CountAccumulator(steps, false);
      case GROUP -> new CountAccumulator(steps, true);
      case MIN -> new ExtremeAccumulator(steps, false, this::noteIgnored);
      case MAX -> new ExtremeAccumulator(steps, true, this::noteIgnored);
      case STDDEV -> new SpreadAccumulator(steps, true, this::noteIgnored);
      case STDVAR -> new SpreadAccumulator(steps, false, this::noteIgnored);
      case QUANTILE -> new QuantileAccumulator(evaluation.budget(), quantiles, this::noteIgnored);
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO, COUNT_VALUES ->
          throw new IllegalStateException("not by groups: " + aggregation.aggregator());
    };
  }

  private void noteMix() {
    evaluation
        .annotations()
        .warn(
            "encountered a mix of histograms and floats for aggregation",
            aggregation.inner().place());
  }

  private void noteIgnored() {
    noteIgnored(evaluation, aggregation);
  }

  /// Notes that an aggregation leaves native histograms aside.
  static void noteIgnored(Evaluation evaluation, Aggregation aggregation) {
    Aggregator aggregator = aggregation.aggregator();
    boolean isChoice = aggregator == Aggregator.TOPK || aggregator == Aggregator.BOTTOMK;
    evaluation
        .annotations()
        .inform(
            "ignored histogram in %s aggregation".formatted(aggregator.text()),
            isChoice ? aggregation.place() : aggregation.inner().place());
  }
}
