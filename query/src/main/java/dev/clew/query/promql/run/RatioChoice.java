package dev.clew.query.promql.run;

import dev.clew.query.promql.Decimals;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Place;
import java.util.Objects;

/// `limit_ratio`: the share of the series whose labels hash below it; a negative share takes the
/// others.
final class RatioChoice {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Aggregation aggregation;
  private final Steps steps;

  RatioChoice(Evaluation evaluation, Evaluator evaluator, Aggregation aggregation, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.aggregation = aggregation;
    this.steps = steps;
  }

  void run(double[] ratios, SeriesSink sink) {
    for (int step = 0; step < ratios.length; step++) {
      ratios[step] = capped(ratios[step]);
    }
    StepValues out = evaluation.budget().values(steps.count());
    evaluator.vector(
        aggregation.inner(),
        steps,
        (labels, dropsName, values) -> {
          double place = place(labels);
          out.clear();
          for (int step = 0; step < ratios.length; step++) {
            double ratio = ratios[step];
            if (ratio >= 0 ? place < ratio : place >= 1 + ratio) {
              out.setFrom(values, step);
            }
          }
          if (!out.isEmpty()) {
            sink.accept(labels, dropsName, out);
          }
        });
  }

  private double capped(double ratio) {
    if (Double.isNaN(ratio)) {
      throw QueryFailure.execution("Ratio value is NaN");
    }
    double capped = Math.clamp(ratio, -1, 1);
    if (capped != ratio) {
      Place place = Objects.requireNonNull(aggregation.parameter()).place();
      evaluation
          .annotations()
          .warn(
              "ratio value should be between -1 and 1, got %s, capping to %s"
                  .formatted(Decimals.general(ratio), Decimals.general(capped)),
              place);
    }
    return capped;
  }

  /// A number from 0 to 1 that depends on the labels alone (SplitMix64 over their hashes).
  private static double place(Labels labels) {
    long hash = 0x9e37_79b9_7f4a_7c15L;
    for (int i = 0; i < labels.size(); i++) {
      hash = mixed(hash ^ labels.name(i).hashCode());
      hash = mixed(hash ^ labels.value(i).hashCode());
    }
    return (hash >>> 11) * 0x1p-53;
  }

  private static long mixed(long bits) {
    long z = bits + 0x9e37_79b9_7f4a_7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return z ^ (z >>> 31);
  }
}
