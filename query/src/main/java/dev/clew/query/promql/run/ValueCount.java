package dev.clew.query.promql.run;

import dev.clew.query.promql.Decimals;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.LabelNames;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.LabelsBuilder;
import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `count_values`: how many series have each value; the value becomes a label.
final class ValueCount {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Aggregation aggregation;
  private final Steps steps;
  private final Map<Labels, Count> counts = new LinkedHashMap<>();

  ValueCount(Evaluation evaluation, Evaluator evaluator, Aggregation aggregation, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.aggregation = aggregation;
    this.steps = steps;
  }

  /// The counts of one value.
  private static final class Count {
    private final StepValues values;
    private boolean dropsName;

    Count(StepValues values) {
      this.values = values;
    }
  }

  void run(SeriesSink sink) {
    String label = Evaluator.text(Objects.requireNonNull(aggregation.parameter()));
    if (!LabelNames.isValid(label)) {
      throw QueryFailure.execution("invalid label name " + Quotes.quote(label));
    }
    LabelSubset groupLabels = LabelSubset.of(grouping(label));
    evaluator.vector(
        aggregation.inner(),
        steps,
        (labels, dropsName, values) -> count(labels, dropsName, values, label, groupLabels));
    counts.forEach((labels, count) -> sink.accept(labels, count.dropsName, count.values));
  }

  /// The new label tells groups apart, too.
  private Grouping grouping(String label) {
    Grouping grouping = aggregation.grouping();
    if (grouping.isWithout()) {
      return grouping;
    }
    List<String> labels = new ArrayList<>(grouping.labels());
    labels.add(label);
    return new Grouping(false, labels);
  }

  private void count(
      Labels labels, boolean dropsName, StepValues values, String label, LabelSubset groupLabels) {
    Count count = null;
    long bits = 0;
    for (int step = 0; step < steps.count(); step++) {
      if (values.isFloat(step)) {
        double value = values.value(step);
        if (count == null || Double.doubleToRawLongBits(value) != bits) {
          bits = Double.doubleToRawLongBits(value);
          String text = Decimals.plain(value);
          count = count(groupLabels.of(new LabelsBuilder(labels).set(label, text).build()));
          count.dropsName |= dropsName;
        }
        double before = count.values.isFloat(step) ? count.values.value(step) : 0;
        count.values.set(step, before + 1);
      }
    }
  }

  private Count count(Labels labels) {
    Count known = counts.get(labels);
    if (known != null) {
      return known;
    }
    evaluation.budget().hold(1);
    evaluation.budget().check();
    Count added = new Count(evaluation.budget().values(steps.count()));
    counts.put(labels, added);
    return added;
  }
}
