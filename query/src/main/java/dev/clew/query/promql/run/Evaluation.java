package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Shift;
import dev.clew.query.promql.functions.Steps;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SeriesSource;
import dev.clew.query.promql.tree.DurationExpression;
import dev.clew.query.promql.tree.TimeShift;
import java.util.Set;

/// What all parts of one run of a query share.
final class Evaluation {
  /// Labels that an operation on values invalidates.
  static final Set<String> NAME_LABELS = Set.of(Labels.NAME, "__type__", "__unit__");

  private final PromQuery query;
  private final SeriesSource source;
  private final QueryLimits limits;
  private final Budget budget;
  private final Annotations annotations = new Annotations();

  Evaluation(PromQuery query, SeriesSource source, QueryLimits limits, Budget budget) {
    this.query = query;
    this.source = source;
    this.limits = limits;
    this.budget = budget;
  }

  PromQuery query() {
    return query;
  }

  SeriesSource source() {
    return source;
  }

  Budget budget() {
    return budget;
  }

  Annotations annotations() {
    return annotations;
  }

  long lookback() {
    return limits.lookback().toMillis();
  }

  long subqueryStep() {
    return limits.subqueryStep().toMillis();
  }

  /// The times of the whole query.
  Steps steps() {
    if (query.isInstant()) {
      return Steps.at(query.start());
    }
    int count = budget.steps((query.end() - query.start()) / query.step() + 1);
    return new Steps(query.start(), query.step(), count);
  }

  /// A range or a step, which must be positive.
  long positiveMillis(DurationExpression duration) {
    return new Durations(query).positiveMillis(duration);
  }

  /// Where a selector looks.
  Shift shift(TimeShift shift) {
    long offset = shift.offset() == null ? 0 : new Durations(query).millis(shift.offset());
    return switch (shift.at()) {
      case null -> new Shift(offset, false, 0);
      case TimeShift.At.Instant(long millis) ->
          new Shift(offset, true, Math.clamp(millis, -PromQuery.MAX_TIME, PromQuery.MAX_TIME));
      case TimeShift.At.Start _ -> new Shift(offset, true, query.start());
      case TimeShift.At.End _ -> new Shift(offset, true, query.end());
    };
  }
}
