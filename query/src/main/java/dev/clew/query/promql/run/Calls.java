package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.ElementFunctions;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.tree.Expression.Call;

/// Runs functions that yield vectors, each family by its own class.
final class Calls {
  private final Evaluation evaluation;
  private final ElementCalls elements;
  private final RangeCalls ranges;
  private final LabelCalls labels;
  private final SortCalls sorts;
  private final AbsentCalls absents;
  private final HistogramCalls histograms;

  Calls(Evaluation evaluation, Evaluator evaluator, SelectorReader selectors) {
    this.evaluation = evaluation;
    this.elements = new ElementCalls(evaluation, evaluator, selectors);
    this.ranges = new RangeCalls(evaluation, evaluator);
    this.labels = new LabelCalls(evaluation, evaluator);
    this.sorts = new SortCalls(evaluation, evaluator);
    this.absents = new AbsentCalls(evaluation, evaluator);
    this.histograms = new HistogramCalls(evaluation, evaluator);
  }

  void vector(Call call, Steps steps, SeriesSink sink) {
    evaluation.budget().check();
    switch (call.function()) {
      case VECTOR_OF -> elements.vector(call, steps, sink);
      case TIMESTAMP -> elements.timestamp(call, steps, sink);
      case CLAMP, CLAMP_MIN, CLAMP_MAX -> elements.clamp(call, steps, sink);
      case ROUND -> elements.round(call, steps, sink);
      case LABEL_REPLACE -> labels.replace(call, steps, sink);
      case LABEL_JOIN -> labels.join(call, steps, sink);
      case SORT, SORT_DESC -> sorts.byValue(call, steps, sink);
      case SORT_BY_LABEL, SORT_BY_LABEL_DESC -> sorts.byLabel(call, steps, sink);
      case ABSENT -> absents.vector(call, steps, sink);
      case ABSENT_OVER_TIME -> absents.range(call, steps, sink);
      case HISTOGRAM_QUANTILE -> histograms.quantile(call, steps, sink);
      case HISTOGRAM_FRACTION -> histograms.fraction(call, steps, sink);
      case HISTOGRAM_AVG, HISTOGRAM_COUNT, HISTOGRAM_SUM, HISTOGRAM_STDDEV, HISTOGRAM_STDVAR ->
          histograms.nativeOnly(call, steps);
      case HISTOGRAM_QUANTILES, INFO, START_TIMESTAMP ->
          throw QueryFailure.unsupported("the function " + call.function().text());
      default -> elementOrRange(call, steps, sink);
    }
  }

  private void elementOrRange(Call call, Steps steps, SeriesSink sink) {
    if (ElementFunctions.of(call.function()) != null) {
      elements.each(call, steps, sink);
    } else {
      ranges.run(call, steps, sink);
    }
  }
}
