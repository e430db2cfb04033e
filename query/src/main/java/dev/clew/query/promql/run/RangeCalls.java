package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.RangeFunction;
import dev.clew.query.promql.functions.RangeFunctions;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.functions.Windows;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Place;
import dev.clew.query.promql.tree.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Runs functions of range vectors.
final class RangeCalls {
  private static final List<String> COUNTER_SUFFIXES =
      List.of("_total", "_sum", "_count", "_bucket");

  private final Evaluation evaluation;
  private final Evaluator evaluator;

  RangeCalls(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  void run(Call call, Steps steps, SeriesSink sink) {
    List<double[]> scalars = new ArrayList<>();
    Expression range = null;
    for (Expression argument : call.arguments()) {
      if (argument.type() == ValueType.MATRIX) {
        range = argument;
      } else {
        scalars.add(evaluator.scalar(argument, steps));
      }
    }
    RangeFunction function = RangeFunctions.of(call.function(), scalars);
    if (function == null || range == null) {
      throw QueryFailure.unsupported("the function " + call.function().text());
    }
    check(call, scalars);
    StepValues out = evaluation.budget().values(steps.count());
    Run run = new Run(call.function(), function, range.place(), out, sink);
    new RangeReader(evaluation, evaluator)
        .read(Expressions.unwrapped(range), steps, call.function().text(), run);
  }

  /// Checks arguments that not every number will do for.
  private void check(Call call, List<double[]> scalars) {
    if (call.function() == Builtin.QUANTILE_OVER_TIME) {
      for (double quantile : scalars.getFirst()) {
        evaluation.annotations().warnOfQuantile(quantile, call.arguments().getFirst().place());
      }
    }
    if (call.function() == Builtin.DOUBLE_EXPONENTIAL_SMOOTHING) {
      checkFactor(scalars.getFirst(), "smoothing", "sf");
      checkFactor(scalars.getLast(), "trend", "tf");
    }
  }

  private static void checkFactor(double[] factors, String name, String letters) {
    for (double factor : factors) {
      if (!(factor > 0 && factor < 1)) {
        throw QueryFailure.execution(
            String.format(
                Locale.ROOT,
                "invalid %s factor. Expected: 0 < %s < 1, got: %f",
                name,
                letters,
                factor));
      }
    }
  }

  /// Applies one function to series after series.
  private final class Run implements RangeSink {
    private final Builtin builtin;
    private final RangeFunction function;
    private final Place place;
    private final StepValues out;
    private final SeriesSink sink;
    private final SampleBuffer floats = new SampleBuffer();

    Run(Builtin builtin, RangeFunction function, Place place, StepValues out, SeriesSink sink) {
      this.builtin = builtin;
      this.function = function;
      this.place = place;
      this.out = out;
      this.sink = sink;
    }

    @Override
    public void accept(Labels labels, boolean dropsName, SampleBuffer samples, Windows windows) {
      out.clear();
      if (samples.hasHistograms() && !takesHistograms()) {
        applyToFloats(labels.metric(), samples, windows);
      } else {
        function.apply(samples, windows, out);
      }
      if (out.isEmpty()) {
        return;
      }
      if (builtin == Builtin.RATE || builtin == Builtin.INCREASE) {
        checkCounter(labels.metric());
      }
      sink.accept(labels, dropsName || !keepsName(), out);
    }

    /// Whether the values are samples as they are.
    private boolean keepsName() {
      return builtin == Builtin.LAST_OVER_TIME || builtin == Builtin.FIRST_OVER_TIME;
    }

    private boolean takesHistograms() {
      return switch (builtin) {
        case COUNT_OVER_TIME, PRESENT_OVER_TIME, LAST_OVER_TIME, FIRST_OVER_TIME -> true;
        default -> false;
      };
    }

    private void checkCounter(String metric) {
      if (!metric.isEmpty() && COUNTER_SUFFIXES.stream().noneMatch(metric::endsWith)) {
        evaluation
            .annotations()
            .inform(
                "metric might not be a counter, name does not end in"
                    + " _total/_sum/_count/_bucket: \"%s\"".formatted(metric),
                place);
      }
    }

    /// Leaves histograms aside. Where a window has both, sums and slopes have no meaning.
    private void applyToFloats(String metric, SampleBuffer samples, Windows windows) {
      boolean[] isMixed = new boolean[windows.steps()];
      for (int step = 0; step < isMixed.length; step++) {
        isMixed[step] = isMixed(samples, windows.first(step), windows.end(step));
      }
      floats.clear();
      floats.addFloatsOf(samples);
      windows.locate(floats);
      function.apply(floats, windows, out);
      for (int step = 0; step < isMixed.length; step++) {
        if (isMixed[step]) {
          note(metric, step);
        }
      }
    }

    private static boolean isMixed(SampleBuffer samples, int first, int end) {
      boolean hasFloat = false;
      boolean hasHistogram = false;
      for (int i = first; i < end; i++) {
        hasFloat |= !samples.isHistogram(i);
        hasHistogram |= samples.isHistogram(i);
      }
      return hasFloat && hasHistogram;
    }

    private void note(String metric, int step) {
      switch (builtin) {
        case RATE, INCREASE, DELTA, IRATE, IDELTA, SUM_OVER_TIME, AVG_OVER_TIME -> {
          out.remove(step);
          evaluation.annotations().warnOfMix(metric, place);
        }
        default ->
            evaluation
                .annotations()
                .inform(
                    "ignored histograms in a range containing both floats and histograms"
                        + Annotations.named(metric),
                    place);
      }
    }
  }
}
