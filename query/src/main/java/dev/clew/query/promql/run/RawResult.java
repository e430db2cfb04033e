package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Windows;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.tree.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The result of a query that asks for the samples of a window themselves.
final class RawResult {
  private final Evaluation evaluation;
  private final RangeReader reader;
  private final List<QueryValue.Series> series = new ArrayList<>();

  RawResult(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.reader = new RangeReader(evaluation, evaluator);
  }

  QueryValue of(Expression range) {
    reader.read(Expressions.unwrapped(range), evaluation.steps(), "", this::add);
    series.sort(Comparator.comparing(QueryValue.Series::labels));
    return new QueryValue.Matrix(series);
  }

  private void add(Labels labels, boolean dropsName, SampleBuffer samples, Windows windows) {
    SampleBuffer floats = samples;
    if (samples.hasHistograms()) {
      evaluation
          .annotations()
          .warnOfLeftOut(labels.metric(), evaluation.query().expression().place());
      floats = new SampleBuffer();
      floats.addFloatsOf(samples);
      windows.locate(floats);
    }
    int first = windows.first(0);
    int count = windows.count(0);
    if (count > 0) {
      evaluation.budget().hold(count);
      long[] times = new long[count];
      double[] values = new double[count];
      System.arraycopy(floats.times(), first, times, 0, count);
      System.arraycopy(floats.values(), first, values, 0, count);
      Labels shown = dropsName ? labels.without(Evaluation.NAME_LABELS) : labels;
      series.add(new QueryValue.Series(shown, times, values));
    }
  }
}
