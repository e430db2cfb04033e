package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Shift;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.SeriesCursor;
import dev.clew.query.promql.series.SeriesRequest;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Edges;
import dev.clew.query.promql.tree.Expression.VectorSelector;

/// Reads instant selectors: of each series the newest sample at each step, unless it is too old or
/// says that the series ended.
final class SelectorReader {
  private final Evaluation evaluation;

  SelectorReader(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  void read(VectorSelector selector, Steps steps, SeriesSink sink) {
    read(selector, steps, false, sink);
  }

  /// Reads the times of the samples, in seconds, instead of their values.
  void readTimes(VectorSelector selector, Steps steps, SeriesSink sink) {
    read(selector, steps, true, sink);
  }

  private void read(VectorSelector selector, Steps steps, boolean isTimes, SeriesSink sink) {
    checkEdges(selector);
    Shift shift = evaluation.shift(selector.shift());
    long from = shift.apply(steps.start()) - evaluation.lookback();
    long to = shift.apply(steps.last());
    SeriesRequest.Hints hints =
        new SeriesRequest.Hints(steps.step(), 0, isTimes ? "timestamp" : "");
    StepValues out = evaluation.budget().values(steps.count());
    SampleBuffer samples = new SampleBuffer();
    SeriesRequest request = new SeriesRequest(selector.matchers(), from, to, hints);
    try (SeriesCursor cursor = evaluation.source().select(request)) {
      while (cursor.next()) {
        evaluation.budget().series();
        samples.clear();
        cursor.read(samples);
        evaluation.budget().read(samples.size());
        if (fill(samples, steps, shift, isTimes, out)) {
          sink.accept(cursor.labels(), isTimes, out);
        }
      }
    }
  }

  static void checkEdges(VectorSelector selector) {
    if (selector.edges() != Edges.PLAIN) {
      throw QueryFailure.unsupported("the modifier" + selector.edges().suffix());
    }
  }

  /// Takes the sample of each step; says whether there is one at any.
  private boolean fill(
      SampleBuffer samples, Steps steps, Shift shift, boolean isTimes, StepValues out) {
    long lookback = evaluation.lookback();
    long[] times = samples.times();
    double[] values = samples.values();
    int size = samples.size();
    boolean isAny = false;
    int next = 0;
    for (int step = 0; step < steps.count(); step++) {
      long to = shift.apply(steps.at(step));
      while (next < size && times[next] <= to) {
        next++;
      }
      int newest = next - 1;
      boolean isPresent =
          newest >= 0 && times[newest] > to - lookback && !SampleBuffer.isStale(values[newest]);
      isAny |= isPresent;
      if (!isPresent) {
        out.remove(step);
      } else if (isTimes) {
        out.set(step, times[newest] / 1e3);
      } else if (samples.isHistogram(newest)) {
        out.setHistogram(step);
      } else {
        out.set(step, values[newest]);
      }
    }
    return isAny;
  }
}
