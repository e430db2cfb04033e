package dev.clew.server.api;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a batch, trace by trace.
public final class TraceRows {
  private TraceRows() {}

  /// Rows by trace, in the order given.
  public static Map<TraceId, int[]> of(SpanBatch spans, int[] rows) {
    Map<TraceId, List<Integer>> lists = new LinkedHashMap<>();
    for (int row : rows) {
      lists.computeIfAbsent(spans.traceId(row), _ -> new ArrayList<>()).add(row);
    }
    Map<TraceId, int[]> result = new LinkedHashMap<>();
    lists.forEach(
        (id, list) -> result.put(id, list.stream().mapToInt(Integer::intValue).toArray()));
    return result;
  }
}
