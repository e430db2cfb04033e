package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Shift;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.functions.Windows;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.SeriesCursor;
import dev.clew.query.promql.series.SeriesRequest;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads range vectors: of selectors from the store, of subqueries by evaluating what is inside at
/// all its times once and taking the values as samples.
final class RangeReader {
  private final Evaluation evaluation;
  private final Evaluator evaluator;

  RangeReader(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  /// @param function what the samples are for; a hint for the store
  void read(Expression range, Steps steps, String function, RangeSink sink) {
    switch (range) {
      case RangeSelector selector -> selector(selector, steps, function, sink);
      case Subquery subquery -> subquery(subquery, steps, sink);
      default -> throw new IllegalStateException("no range vector: " + range);
    }
  }

  private Windows windows(Steps steps, Shift shift, long range) {
    evaluation.budget().allocate(8L * steps.count());
    return new Windows(steps, shift, range, evaluation.budget()::check);
  }

  private void selector(RangeSelector range, Steps steps, String function, RangeSink sink) {
    SelectorReader.checkEdges(range.selector());
    Shift shift = evaluation.shift(range.selector().shift());
    long millis = evaluation.positiveMillis(range.range());
    Windows windows = windows(steps, shift, millis);
    SeriesRequest request =
        new SeriesRequest(
            range.selector().matchers(),
            shift.apply(steps.start()) - millis,
            shift.apply(steps.last()),
            new SeriesRequest.Hints(steps.step(), millis, function));
    SampleBuffer samples = new SampleBuffer();
    try (SeriesCursor cursor = evaluation.source().select(request)) {
      while (cursor.next()) {
        evaluation.budget().series();
        samples.clear();
        cursor.read(samples);
        evaluation.budget().read(samples.size());
        samples.dropStale();
        windows.locate(samples);
        sink.accept(cursor.labels(), false, samples, windows);
      }
    }
  }

  private void subquery(Subquery subquery, Steps steps, RangeSink sink) {
    Shift shift = evaluation.shift(subquery.shift());
    long millis = evaluation.positiveMillis(subquery.range());
    long step =
        subquery.step() == null
            ? evaluation.subqueryStep()
            : evaluation.positiveMillis(subquery.step());
    Windows windows = windows(steps, shift, millis);
    long from = shift.apply(steps.start()) - millis;
    long first = (Math.floorDiv(from, step) + 1) * step;
    long last = shift.apply(steps.last());
    if (last < first) {
      return;
    }
    Steps inner = new Steps(first, step, evaluation.budget().steps((last - first) / step + 1));
    SampleBuffer samples = new SampleBuffer();
    distinct(
        subquery.inner(),
        inner,
        (labels, dropsName, values) -> {
          samples.clear();
          fill(samples, inner, values);
          evaluation.budget().read(samples.size());
          windows.locate(samples);
          sink.accept(labels, dropsName, samples, windows);
        });
  }

  private static void fill(SampleBuffer samples, Steps steps, StepValues values) {
    for (int step = 0; step < steps.count(); step++) {
      if (values.isFloat(step)) {
        samples.add(steps.at(step), values.value(step));
      } else if (values.isHistogram(step)) {
        samples.addHistogram(steps.at(step));
      }
    }
  }

  /// Evaluates an expression so that no two series have the same labels.
  private void distinct(Expression expression, Steps steps, SeriesSink sink) {
    if (!Expressions.mayRepeatLabels(expression)) {
      evaluator.vector(expression, steps, sink);
      return;
    }
    Map<Labels, KeptSeries> all = new LinkedHashMap<>();
    evaluator.vector(
        expression,
        steps,
        (labels, dropsName, values) -> {
          KeptSeries known = all.get(labels);
          if (known == null) {
            StepValues kept = evaluation.budget().keep(values);
            all.put(labels, new KeptSeries(labels, dropsName, kept));
          } else {
            Merging.into(known.values(), values);
            all.put(labels, new KeptSeries(labels, dropsName || known.dropsName(), known.values()));
          }
        });
    all.values()
        .forEach(series -> sink.accept(series.labels(), series.dropsName(), series.values()));
  }
}
