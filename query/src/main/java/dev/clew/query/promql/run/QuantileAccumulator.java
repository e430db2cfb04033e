package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Quantiles;
import dev.clew.query.promql.series.StepValues;
import java.util.ArrayList;
import java.util.List;

/// A quantile over the series of a group, which are all kept until the end.
final class QuantileAccumulator implements Accumulator {
  private final Budget budget;
  private final double[] quantiles;
  private final Runnable onHistogram;
  private final List<StepValues> series = new ArrayList<>();

  /// @param onHistogram told of native histograms, which are left aside
  QuantileAccumulator(Budget budget, double[] quantiles, Runnable onHistogram) {
    this.budget = budget;
    this.quantiles = quantiles;
    this.onHistogram = onHistogram;
  }

  @Override
  public void add(StepValues values) {
    if (values.hasHistograms()) {
      onHistogram.run();
    }
    series.add(budget.keep(values));
  }

  @Override
  public void finish(StepValues out) {
    double[] sorted = new double[series.size()];
    for (int step = 0; step < quantiles.length; step++) {
      int count = 0;
      for (StepValues values : series) {
        if (values.isFloat(step)) {
          sorted[count++] = values.value(step);
        }
      }
      if (count > 0) {
        out.set(step, Quantiles.of(quantiles[step], sorted, count));
      }
      budget.check();
    }
  }
}
