package dev.clew.pipeline.filter;

import dev.clew.model.Batch;
import dev.clew.model.RowSelection;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.ottl.Context;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.pipeline.ottl.EvaluationException;
import dev.clew.pipeline.ottl.OttlConditions;
import dev.clew.pipeline.ottl.RowTest;
import java.util.BitSet;

/// Hands on the rows that no rule drops: the batch itself if it keeps all, a new one of those that
/// stay, or nothing.
public final class FilterStage implements Stage {
  private final FilterOptions options;
  private final ErrorMode defaultMode;
  private final EvaluationErrors errors;
  private final Stage next;

  /// @param defaultMode counts where the options name none
  public FilterStage(
      FilterOptions options, ErrorMode defaultMode, EvaluationErrors errors, Stage next) {
    this.options = options;
    this.defaultMode = options.mode() == null ? defaultMode : options.mode();
    this.errors = errors;
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    SignalFilter filter = options.of(batch.signal());
    Batch kept;
    try {
      kept = filter.isEmpty() ? batch : kept(filter, batch);
    } catch (EvaluationException _) {
      errors.refuse(batch.size());
      return;
    }
    if (kept.size() > 0) {
      next.accept(kept, arrival);
    }
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }

  private Batch kept(SignalFilter filter, Batch batch) {
    BitSet rows = new BitSet(batch.size());
    RowTest test = filter.criteria().bind(batch);
    for (int row = 0; row < batch.size(); row++) {
      if (test.test(row)) {
        rows.set(row);
      }
    }
    BitSet events = new BitSet();
    if (batch instanceof SpanBatch spans) {
      events.set(0, spans.events().size());
    }
    for (ConditionGroup group : filter.groups()) {
      drop(group, batch, rows, events);
    }
    if (batch instanceof SpanBatch spans && events.cardinality() < spans.events().size()) {
      return RowSelection.select(spans, rows, events);
    }
    return RowSelection.select(batch, rows);
  }

  private void drop(ConditionGroup group, Batch batch, BitSet rows, BitSet events) {
    OttlConditions conditions = group.conditions();
    ErrorMode mode = group.mode() == null ? defaultMode : group.mode();
    if (conditions.context() == Context.SPANEVENT) {
      dropEvents(conditions.bind(batch, mode, errors), (SpanBatch) batch, rows, events);
      return;
    }
    RowTest test = conditions.bindToRows(batch, mode, errors);
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      if (test.test(row)) {
        rows.clear(row);
      }
    }
  }

  private static void dropEvents(RowTest test, SpanBatch batch, BitSet rows, BitSet events) {
    for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
      for (int event = batch.events().start(row); event < batch.events().end(row); event++) {
        if (test.test(event)) {
          events.clear(event);
        }
      }
    }
  }
}
