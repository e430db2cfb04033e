package dev.clew.store;

import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rows of several traces, gathered from several places.
final class TraceRows {
  private TraceRows() {}

  /// What makes a span the same as another of its trace.
  private record Identity(long spanId, SpanKind kind) {}

  /// The rows with those of a trace side by side, and each span once, as it came last. The batch
  /// itself when it is so already.
  static SpanBatch grouped(SpanBatch batch) {
    Map<TraceId, List<Integer>> byTrace = new LinkedHashMap<>();
    for (int row = 0; row < batch.size(); row++) {
      byTrace.computeIfAbsent(batch.traceId(row), _ -> new ArrayList<>()).add(row);
    }
    List<Integer> order = new ArrayList<>(batch.size());
    byTrace.values().forEach(rows -> order.addAll(lastOfEach(batch, rows)));
    if (isInPlace(order, batch.size())) {
      return batch;
    }
    SpanBatch grouped = new SpanBatch(order.size());
    RowMapping mapping = new RowMapping(batch, grouped);
    order.forEach(row -> grouped.append(batch, row, mapping));
    return grouped;
  }

  private static List<Integer> lastOfEach(SpanBatch batch, List<Integer> rows) {
    Set<Identity> all = HashSet.newHashSet(rows.size());
    rows.forEach(row -> all.add(identity(batch, row)));
    if (all.size() == rows.size()) {
      return rows;
    }
    Map<Identity, Integer> last = new HashMap<>();
    rows.forEach(row -> last.put(identity(batch, row), row));
    return rows.stream().filter(row -> row.equals(last.get(identity(batch, row)))).toList();
  }

  private static boolean isInPlace(List<Integer> order, int size) {
    if (order.size() != size) {
      return false;
    }
    for (int at = 0; at < size; at++) {
      if (order.get(at) != at) {
        return false;
      }
    }
    return true;
  }

  private static Identity identity(SpanBatch batch, int row) {
    return new Identity(batch.spanId(row), batch.kind(row));
  }
}
