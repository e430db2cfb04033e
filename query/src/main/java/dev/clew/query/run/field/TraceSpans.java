package dev.clew.query.run.field;

import dev.clew.model.NestedSets;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The spans of one trace in a batch, by start, span id and kind. What is told of a span goes by
/// its index in that order.
public final class TraceSpans {
  private final SpanBatch batch;
  private final int[] rows;
  private final long endNanos;
  private final int root;
  private @Nullable NestedSets nestedSets;

  private TraceSpans(SpanBatch batch, int[] rows) {
    this.batch = batch;
    this.rows = rows;
    long end = Long.MIN_VALUE;
    int first = -1;
    for (int index = rows.length - 1; index >= 0; index--) {
      end = Math.max(end, batch.endNanos(rows[index]));
      first = batch.parentSpanId(rows[index]) == 0 ? index : first;
    }
    endNanos = end;
    root = first;
  }

  /// The traces of a batch, whose rows are grouped by trace.
  public static List<TraceSpans> of(SpanBatch batch) {
    List<TraceSpans> traces = new ArrayList<>();
    int start = 0;
    for (int row = 1; row <= batch.size(); row++) {
      if (row == batch.size() || !isSameTrace(batch, start, row)) {
        traces.add(new TraceSpans(batch, ordered(batch, start, row)));
        start = row;
      }
    }
    return traces;
  }

  private static boolean isSameTrace(SpanBatch batch, int left, int right) {
    return batch.traceIdLow(left) == batch.traceIdLow(right)
        && batch.traceIdHigh(left) == batch.traceIdHigh(right);
  }

  private static int[] ordered(SpanBatch batch, int from, int to) {
    int[] rows = new int[to - from];
    Arrays.setAll(rows, i -> from + i);
    for (int i = 1; i < rows.length; i++) {
      if (compare(batch, rows[i - 1], rows[i]) > 0) {
        return Arrays.stream(rows)
            .boxed()
            .sorted((left, right) -> compare(batch, left, right))
            .mapToInt(Integer::intValue)
            .toArray();
      }
    }
    return rows;
  }

  private static int compare(SpanBatch batch, int left, int right) {
    int byStart = Long.compare(batch.startNanos(left), batch.startNanos(right));
    if (byStart != 0) {
      return byStart;
    }
    int byId = Long.compareUnsigned(batch.spanId(left), batch.spanId(right));
    return byId != 0 ? byId : batch.kind(left).compareTo(batch.kind(right));
  }

  public SpanBatch batch() {
    return batch;
  }

  public int size() {
    return rows.length;
  }

  /// Row of a span in the batch.
  public int row(int index) {
    return rows[index];
  }

  public TraceId id() {
    return batch.traceId(rows[0]);
  }

  /// Start of the first span, in epoch nanoseconds.
  public long startNanos() {
    return batch.startNanos(rows[0]);
  }

  /// End of the span that ends last, and not before the start.
  public long endNanos() {
    return Math.max(startNanos(), endNanos);
  }

  public long durationNanos() {
    return endNanos() - startNanos();
  }

  /// Index of the first span without a parent id; -1 if there is none.
  public int root() {
    return root;
  }

  /// How many spans failed.
  public int errors() {
    int errors = 0;
    for (int row : rows) {
      errors += batch.status(row) == SpanStatus.ERROR ? 1 : 0;
    }
    return errors;
  }

  /// Numbers of the spans, by index.
  public NestedSets nestedSets() {
    if (nestedSets == null) {
      nestedSets = NestedSets.of(batch, rows);
    }
    return nestedSets;
  }
}
