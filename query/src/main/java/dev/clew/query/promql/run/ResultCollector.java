package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Gathers the result of a query: names that are to go are removed here, and series that become
/// equal by it are merged where they do not overlap.
final class ResultCollector implements SeriesSink {
  private final Evaluation evaluation;
  private final Steps steps;
  private final Map<Labels, StepValues> series = new LinkedHashMap<>();

  ResultCollector(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.steps = evaluation.steps();
  }

  @Override
  public void accept(Labels labels, boolean dropsName, StepValues values) {
    if (values.hasHistograms()) {
      removeHistograms(labels, values);
    }
    if (values.isEmpty()) {
      return;
    }
    Labels shown = dropsName ? labels.without(Evaluation.NAME_LABELS) : labels;
    StepValues known = series.get(shown);
    if (known == null) {
      series.put(shown, evaluation.budget().keep(values));
    } else {
      evaluation.budget().hold(values.count());
      Merging.into(known, values);
    }
  }

  private void removeHistograms(Labels labels, StepValues values) {
    evaluation
        .annotations()
        .warnOfLeftOut(labels.metric(), evaluation.query().expression().place());
    for (int step = 0; step < values.steps(); step++) {
      if (values.isHistogram(step)) {
        values.remove(step);
      }
    }
  }

  /// The values at the only step, in the order in which they came.
  QueryValue vector() {
    List<QueryValue.Sample> samples = new ArrayList<>();
    series.forEach((labels, values) ->
        samples.add(new QueryValue.Sample(labels, steps.start(), values.value(0))));
    return new QueryValue.Vector(samples);
  }

  /// All values, series by their labels.
  QueryValue matrix() {
    List<QueryValue.Series> all = new ArrayList<>();
    series.forEach((labels, values) -> all.add(points(labels, values)));
    all.sort(Comparator.comparing(QueryValue.Series::labels));
    return new QueryValue.Matrix(all);
  }

  private QueryValue.Series points(Labels labels, StepValues values) {
    int count = values.count();
    long[] times = new long[count];
    double[] points = new double[count];
    int at = 0;
    for (int step = 0; step < values.steps(); step++) {
      if (values.isPresent(step)) {
        times[at] = steps.at(step);
        points[at++] = values.value(step);
      }
    }
    return new QueryValue.Series(labels, times, points);
  }

  /// A scalar over time, as a series without labels.
  static QueryValue matrixOf(double[] values, Steps steps) {
    long[] times = new long[steps.count()];
    for (int step = 0; step < times.length; step++) {
      times[step] = steps.at(step);
    }
    return new QueryValue.Matrix(
        List.of(new QueryValue.Series(Labels.EMPTY, times, values.clone())));
  }
}
