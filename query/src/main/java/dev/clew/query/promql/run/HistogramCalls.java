package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.ClassicBuckets;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs functions of classic histograms: series that differ in `le` alone are the buckets of one.
final class HistogramCalls {
  private static final String BOUND = "le";

  private final Evaluation evaluation;
  private final Evaluator evaluator;

  HistogramCalls(Evaluation evaluation, Evaluator evaluator) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
  }

  private record Bucket(double bound, StepValues counts) {}

  private record Histogram(Labels labels, List<Bucket> buckets) {}

  private interface StepFunction {
    double apply(ClassicBuckets buckets, Labels labels, int step);
  }

  void quantile(Call call, Steps steps, SeriesSink sink) {
    Expression vector = call.arguments().get(1);
    double[] quantiles = evaluator.scalar(call.arguments().getFirst(), steps);
    for (double quantile : quantiles) {
      evaluation.annotations().warnOfQuantile(quantile, call.arguments().getFirst().place());
    }
    each(
        vector,
        steps,
        (buckets, labels, step) -> {
          double value = buckets.quantile(quantiles[step]);
          if (buckets.isFixed()) {
            evaluation
                .annotations()
                .fixes(labels.metric(), vector.place())
                .add(buckets, steps.at(step));
          }
          return value;
        },
        sink);
  }

  void fraction(Call call, Steps steps, SeriesSink sink) {
    double[] lower = evaluator.scalar(call.arguments().getFirst(), steps);
    double[] upper = evaluator.scalar(call.arguments().get(1), steps);
    each(
        call.arguments().get(2),
        steps,
        (buckets, _, step) -> buckets.fraction(lower[step], upper[step]),
        sink);
  }

  /// Functions of native histograms have no values for floats.
  void nativeOnly(Call call, Steps steps) {
    evaluator.vector(
        call.arguments().getFirst(),
        steps,
        (_, _, values) -> {
          if (values.hasHistograms()) {
            throw QueryFailure.unsupported("%s() of native histograms".formatted(name(call)));
          }
        });
  }

  private static String name(Call call) {
    return call.function().text();
  }

  private void each(Expression vector, Steps steps, StepFunction function, SeriesSink sink) {
    StepValues out = evaluation.budget().values(steps.count());
    ClassicBuckets buckets = new ClassicBuckets();
    for (Histogram histogram : histograms(vector, steps)) {
      evaluation.budget().check();
      histogram.buckets().sort(Comparator.comparingDouble(Bucket::bound));
      out.clear();
      for (int step = 0; step < steps.count(); step++) {
        buckets.clear();
        for (Bucket bucket : histogram.buckets()) {
          if (bucket.counts().isFloat(step)) {
            buckets.add(bucket.bound(), bucket.counts().value(step));
          }
        }
        if (!buckets.isEmpty()) {
          out.set(step, function.apply(buckets, histogram.labels(), step));
        }
      }
      sink.accept(histogram.labels(), true, out);
    }
  }

  private List<Histogram> histograms(Expression vector, Steps steps) {
    Map<Labels, Histogram> histograms = new LinkedHashMap<>();
    evaluator.vector(
        vector,
        steps,
        (labels, _, values) -> {
          if (values.hasHistograms()) {
            throw QueryFailure.unsupported("a quantile of native histograms");
          }
          double bound = bound(labels, vector.place());
          if (!Double.isNaN(bound)) {
            Labels group = labels.without(Set.of(BOUND));
            histograms
                .computeIfAbsent(group, key -> new Histogram(key, new ArrayList<>()))
                .buckets()
                .add(new Bucket(bound, evaluation.budget().keep(values)));
          }
        });
    return List.copyOf(histograms.values());
  }

  /// The upper bound of a bucket; NaN, and a warning, where the label is none.
  private double bound(Labels labels, Place place) {
    String text = labels.get(BOUND);
    double bound = FloatText.parse(text);
    if (Double.isNaN(bound)) {
      evaluation
          .annotations()
          .warn(
              "bucket label \"le\" is missing or has a malformed value of %s%s"
                  .formatted(Quotes.quote(text), Annotations.named(labels.metric())),
              place);
    }
    return bound;
  }
}
