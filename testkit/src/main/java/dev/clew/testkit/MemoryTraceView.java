package dev.clew.testkit;

import dev.clew.model.Condition;
import dev.clew.model.Field;
import dev.clew.model.LogBatch;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.Vocabulary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A view of batches in memory. It proposes every trace that has a span in the range, whatever the
/// condition, in small portions that overlap; and of the spans it gives only what the projection
/// asks for. Knows no log records and no vocabulary.
public final class MemoryTraceView implements TraceView {
  private final Map<TraceId, List<SpanKey>> keys = new LinkedHashMap<>();
  private final Map<SpanKey, Row> rows = new LinkedHashMap<>();
  private final int portionSize;

  private record SpanKey(TraceId traceId, long spanId, SpanKind kind) {}

  private record Row(SpanBatch batch, int row) {}

  /// @param batches in the order in which they were received
  /// @param portionSize traces that are proposed at once
  public MemoryTraceView(List<SpanBatch> batches, int portionSize) {
    this.portionSize = portionSize;
    for (SpanBatch batch : batches) {
      for (int row = 0; row < batch.size(); row++) {
        SpanKey key = new SpanKey(batch.traceId(row), batch.spanId(row), batch.kind(row));
        if (rows.put(key, new Row(batch, row)) == null) {
          keys.computeIfAbsent(key.traceId, _ -> new ArrayList<>()).add(key);
        }
      }
    }
  }

  @Override
  public Candidates candidates(Condition condition, TimeRange range) {
    List<TraceId> newestFirst =
        keys.keySet().stream()
            .filter(id -> spans(id).stream().anyMatch(span -> overlaps(span, range)))
            .sorted(Comparator.comparingLong(this::startNanos).reversed())
            .toList();
    int[] next = {0};
    return () -> {
      int from = next[0];
      if (from >= newestFirst.size()) {
        return null;
      }
      int to = Math.min(newestFirst.size(), from + portionSize);
      next[0] = to;
      long bound = startNanos(newestFirst.get(Math.min(to, newestFirst.size() - 1)));
      return new Portion(newestFirst.subList(Math.max(0, from - 1), to), bound);
    };
  }

  private List<Row> spans(TraceId id) {
    return keys.getOrDefault(id, List.of()).stream().map(this::row).toList();
  }

  private Row row(SpanKey key) {
    Row row = rows.get(key);
    if (row == null) {
      throw new IllegalArgumentException("no such span: " + key);
    }
    return row;
  }

  private static boolean overlaps(Row span, TimeRange range) {
    long start = span.batch.startNanos(span.row);
    return range.overlaps(start, Math.max(start, span.batch.endNanos(span.row)));
  }

  private long startNanos(TraceId id) {
    return spans(id).stream()
        .mapToLong(span -> span.batch.startNanos(span.row))
        .min()
        .orElse(Long.MIN_VALUE);
  }

  @Override
  public SpanBatch traces(Collection<TraceId> ids, Projection projection) {
    SpanBatch result = new SpanBatch();
    Set<TraceId> distinct = new HashSet<>(ids);
    for (TraceId id : distinct) {
      for (Row span : spans(id)) {
        SpanCopy.append(result, span.batch, span.row, projection);
      }
    }
    return result;
  }

  @Override
  public Vocabulary vocabulary() {
    return new Vocabulary() {
      @Override
      public List<String> keys(Field.Scope scope, TimeRange range) {
        return List.of();
      }

      @Override
      public Values values(Field.Attribute attribute, TimeRange range) {
        return new Values(List.of(), false);
      }

      @Override
      public List<Operation> operations(TimeRange range) {
        return List.of();
      }

      @Override
      public List<Edge> edges(TimeRange range) {
        return List.of();
      }
    };
  }

  @Override
  public LogBatch logs(TraceId id) {
    return new LogBatch();
  }

  @Override
  public long snapshot() {
    return rows.size();
  }

  @Override
  public TraceView again(Duration deadline) {
    return this;
  }

  @Override
  public long watermarkNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public void close() {}
}
