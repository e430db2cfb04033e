package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.LabelsBuilder;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Matching;
import dev.clew.query.promql.tree.Matching.Cardinality;
import java.util.LinkedHashMap;
import java.util.Map;

/// Arithmetic and comparisons between two vectors.
///
/// Both sides are gathered by what must be equal in them. Of the side that may have one series only
/// it is noted which of several is there at each step, for they may take turns; two at one step are
/// an error if the other side has anything at that step. Then each series of the other side is
/// computed with each one that it meets.
final class Join {
  private final Evaluation evaluation;
  private final Evaluator evaluator;
  private final Binary binary;
  private final Matching matching;
  private final Steps steps;
  private final LabelSubset signatures;
  private final FloatOperator operator;
  private final boolean isSwapped;
  private final Map<Labels, JoinGroup> groups = new LinkedHashMap<>();

  Join(Evaluation evaluation, Evaluator evaluator, Binary binary, Steps steps) {
    this.evaluation = evaluation;
    this.evaluator = evaluator;
    this.binary = binary;
    this.matching = binary.matching();
    this.steps = steps;
    this.signatures = LabelSubset.of(matching);
    this.operator = FloatOperator.of(binary.operator());
    this.isSwapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
  }

  void run(SeriesSink sink) {
    Presence anyMany = new Presence(steps.count());
    Gathering asOne = (group, series) -> group.one().add(series);
    Gathering asMany =
        (group, series) -> {
          anyMany.addAll(series.values());
          group.many().add(series);
        };
    gather(binary.left(), isSwapped ? asOne : asMany);
    gather(binary.right(), isSwapped ? asMany : asOne);
    StepValues out = evaluation.budget().values(steps.count());
    for (JoinGroup group : groups.values()) {
      evaluation.budget().check();
      if (!group.one().isEmpty()) {
        evaluation.budget().allocate(5L * steps.count());
        group.findOwners(anyMany, isSwapped ? "left" : "right");
        compute(group, out, sink);
      }
    }
  }

  private interface Gathering {
    void add(JoinGroup group, KeptSeries series);
  }

  private void gather(Expression side, Gathering gathering) {
    evaluator.vector(
        side,
        steps,
        (labels, dropsName, values) -> {
          Labels signature = signatures.of(labels);
          JoinGroup group =
              groups.computeIfAbsent(signature, key -> new JoinGroup(key, steps.count()));
          StepValues kept = evaluation.budget().keep(values);
          gathering.add(group, new KeptSeries(labels, dropsName, kept));
        });
  }

  private void compute(JoinGroup group, StepValues out, SeriesSink sink) {
    Map<Labels, Presence> matched = new LinkedHashMap<>();
    Presence matchedOnce = new Presence(steps.count());
    boolean isOneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
    for (KeptSeries many : group.many()) {
      for (int owner = 0; owner < group.one().size(); owner++) {
        evaluation.budget().check();
        KeptSeries one = group.one().get(owner);
        Labels labels = resultLabels(many.labels(), one.labels());
        Presence taken =
            isOneToOne ? matchedOnce : matched.computeIfAbsent(labels, _ -> newPresence());
        out.clear();
        pair(group, many, owner, taken, out);
        if (!out.isEmpty()) {
          boolean dropsName = binary.returnsBool() || (many.dropsName() && isFilter());
          sink.accept(labels, dropsName, out);
        }
      }
    }
  }

  private Presence newPresence() {
    evaluation.budget().allocate(steps.count());
    return new Presence(steps.count());
  }

  private boolean isFilter() {
    return binary.operator().isComparison() && !binary.returnsBool();
  }

  private void pair(JoinGroup group, KeptSeries many, int owner, Presence taken, StepValues out) {
    StepValues one = group.one().get(owner).values();
    for (int step = 0; step < steps.count(); step++) {
      if (many.values().isPresent(step) && group.owner(step) == owner) {
        if (taken.at(step)) {
          throw duplicate();
        }
        taken.mark(step);
        StepValues left = isSwapped ? one : many.values();
        StepValues right = isSwapped ? many.values() : one;
        compute(left, right, step, out);
      }
    }
  }

  private QueryFailure duplicate() {
    return QueryFailure.execution(
        matching.cardinality() == Cardinality.ONE_TO_ONE
            ? "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)"
            : "multiple matches for labels: grouping labels must ensure unique matches");
  }

  private void compute(StepValues left, StepValues right, int step, StepValues out) {
    if (!left.isFloat(step) || !right.isFloat(step)) {
      evaluation
          .annotations()
          .informOfTypes(binary, left.isHistogram(step), right.isHistogram(step));
      return;
    }
    double result = operator.apply(left.value(step), right.value(step));
    if (!isFilter()) {
      out.set(step, result);
    } else if (result != 0) {
      out.set(step, left.value(step));
    }
  }

  private Labels resultLabels(Labels many, Labels one) {
    Labels labels = binary.operator().isComparison() ? many : many.without(Evaluation.NAME_LABELS);
    if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
      return matching.isOn()
          ? labels.keeping(matching.labels())
          : labels.without(matching.labels());
    }
    if (matching.included().isEmpty()) {
      return labels;
    }
    LabelsBuilder builder = new LabelsBuilder(labels);
    for (String name : matching.included()) {
      builder.set(name, one.get(name));
    }
    return builder.build();
  }
}
