package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a segment would tell of itself, for a chunk of spans that is not sealed yet.
public record ChunkSummary(
    TimeRange times,
    Set<KeyStatistics.Key> keys,
    Map<KeyStatistics.Key, List<KeyStatistics.Value>> values,
    List<TraceSummary.CountedOperation> operations,
    List<TraceSummary.CountedEdge> edges) {

  public static ChunkSummary of(SpanBatch chunk) {
    KeyStatistics statistics = new KeyStatistics();
    statistics.addAll(chunk);
    List<SpanBatch> chunks = List.of(chunk);
    TraceOrder order = TraceOrder.of(chunks);
    TraceSummary summary = new TraceSummary(order);
    summary.addSpans(chunks);
    new SpanColumns(chunks, order, List.of()).number(summary::addEdges);
    Map<KeyStatistics.Key, List<KeyStatistics.Value>> values = new HashMap<>();
    statistics.countsByType().keySet().forEach(key -> values.put(key, statistics.topValues(key)));
    return new ChunkSummary(
        times(chunk),
        Set.copyOf(statistics.countsByType().keySet()),
        Map.copyOf(values),
        summary.operations(),
        summary.edges());
  }

  private static TimeRange times(SpanBatch chunk) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = 0; row < chunk.size(); row++) {
      min = Math.min(min, chunk.startNanos(row));
      max = Math.max(max, Math.max(chunk.startNanos(row), chunk.endNanos(row)));
    }
    return min > max ? new TimeRange(0, 0) : new TimeRange(min, max);
  }
}
