package dev.clew.store;

import dev.clew.model.Condition;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a store answers.
final class Asked {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Asked() {}

  /// All that the store has of the traces of a batch, as text.
  static TreeMap<String, String> traces(Store store, SpanBatch spans) {
    try (TraceView view = store.view(DEADLINE)) {
      return Describe.byTrace(view.traces(ids(spans), Projection.EVERYTHING));
    }
  }

  /// How many spans the store has of the traces of a batch.
  static int count(Store store, SpanBatch spans) {
    try (TraceView view = store.view(DEADLINE)) {
      return view.traces(ids(spans), Projection.EVERYTHING).size();
    }
  }

  static Set<TraceId> candidates(Store store, TimeRange range) {
    Set<TraceId> ids = new TreeSet<>();
    try (TraceView view = store.view(DEADLINE)) {
      TraceView.Candidates candidates = view.candidates(new Condition.Everything(), range);
      for (TraceView.Portion portion = candidates.next();
          portion != null;
          portion = candidates.next()) {
        ids.addAll(portion.ids());
      }
    }
    return ids;
  }

  /// Traces of which a span overlaps the range.
  static Set<TraceId> within(SpanBatch spans, TimeRange range) {
    Set<TraceId> ids = new TreeSet<>();
    for (int row = 0; row < spans.size(); row++) {
      long start = spans.startNanos(row);
      if (range.overlaps(start, Math.max(start, spans.endNanos(row)))) {
        ids.add(spans.traceId(row));
      }
    }
    return ids;
  }

  static Set<TraceId> ids(SpanBatch spans) {
    return within(spans, TimeRange.ALL);
  }
}
