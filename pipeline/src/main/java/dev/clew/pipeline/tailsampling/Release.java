package dev.clew.pipeline.tailsampling;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts out the spans of traces that are kept: those of a tick together, in the order they arrived.
///
/// So rows of one batch stand together, and each record that has left memory is read once.
final class Release {
  static final int MAX_ROWS = 1 << 20;
  private static final int MAX_TRACES = 1 << 16;
  private static final int NUMBER_BITS = 20;
  private static final int ROW_BITS = 17;

  private final Bodies bodies;
  private final Records records;
  private final KeptSpans out;
  private final SamplingCounts counts;
  private final List<Kept> traces = new ArrayList<>();
  private int[] rows = new int[1_024];
  private int[] traceOf = new int[1_024];
  private int expected;

  private record Kept(int firstRow, long idHigh, long idLow, KeptSpans.Reason reason) {}

  Release(Bodies bodies, Records records, KeptSpans out, SamplingCounts counts) {
    this.bodies = bodies;
    this.records = records;
    this.out = out;
    this.counts = counts;
  }

  /// Adds a trace, whose rows are let go when they are put out.
  ///
  /// @param count of its rows, less than [#MAX_ROWS]
  void add(
      int firstRow, int count, long idHigh, long idLow, KeptSpans.Reason reason, Arrival arrival) {
    if (traces.size() == MAX_TRACES || expected + count >= MAX_ROWS) {
      flush(arrival);
    }
    traces.add(new Kept(firstRow, idHigh, idLow, reason));
    expected += count;
  }

  /// Puts out what was added.
  void flush(Arrival arrival) {
    if (traces.isEmpty()) {
      return;
    }
    long[] order = inOrderOfArrival(collect());
    for (int from = 0; from < order.length; ) {
      Bodies.Chunk chunk = chunk(order[from]);
      int to = from + 1;
      while (to < order.length && chunk(order[to]) == chunk) {
        to++;
      }
      put(chunk, order, from, to, arrival);
      from = to;
    }
    out.flush(arrival);
    records.forget();
    for (Kept trace : traces) {
      bodies.release(trace.firstRow());
    }
    traces.clear();
    expected = 0;
  }

  /// Lists the rows of all traces; tells how many there are.
  private int collect() {
    int size = 0;
    for (int trace = 0; trace < traces.size(); trace++) {
      for (int row = traces.get(trace).firstRow(); row >= 0; row = bodies.next(row)) {
        if (size == rows.length) {
          rows = Arrays.copyOf(rows, size * 2);
          traceOf = Arrays.copyOf(traceOf, size * 2);
        }
        rows[size] = row;
        traceOf[size++] = trace;
      }
    }
    return size;
  }

  /// Numbers of the listed rows in the order of their arrival, in the lowest bits. The order is the
  /// same whatever is in memory and however rows were gathered.
  private long[] inOrderOfArrival(int size) {
    long[] order = new long[size];
    int base = size == 0 ? 0 : arrival(0);
    long oldest = 0;
    for (int i = 0; i < size; i++) {
      oldest = Math.min(oldest, arrival(i) - base);
    }
    for (int i = 0; i < size; i++) {
      int row = bodies.chunkAt(rows[i]).row(bodies.indexOf(rows[i]));
      long arrival = arrival(i) - base - oldest;
      long place = arrival << ROW_BITS | row % Bodies.ROWS_OF_ARRIVAL;
      order[i] = place << NUMBER_BITS | i;
    }
    Arrays.sort(order);
    return order;
  }

  private int arrival(int number) {
    int row = rows[number];
    return bodies.chunkAt(row).arrival(bodies.indexOf(row));
  }

  private static int number(long order) {
    return (int) order & (1 << NUMBER_BITS) - 1;
  }

  private Bodies.Chunk chunk(long order) {
    return bodies.chunkAt(rows[number(order)]);
  }

  private void put(Bodies.Chunk chunk, long[] order, int from, int to, Arrival arrival) {
    SpanBatch source = null;
    for (int i = from; i < to; i++) {
      int number = number(order[i]);
      int row = bodies.indexOf(rows[number]);
      Kept trace = traces.get(traceOf[number]);
      if (out.isFull()) {
        out.flush(arrival);
        source = null;
      }
      SpanBatch batch = batch(chunk, row);
      int index = batch == chunk.body ? row : chunk.row(row);
      if (batch == null || !isOf(trace, batch, index)) {
        counts.add(SamplingCounts.Plain.SPANS_UNREADABLE, 1);
        continue;
      }
      if (batch != source) {
        out.from(batch, batch == chunk.body ? to - i : 1);
        source = batch;
      }
      out.add(index, trace.reason());
    }
  }

  private @Nullable SpanBatch batch(Bodies.Chunk chunk, int row) {
    if (chunk.body != null) {
      return chunk.body;
    }
    counts.add(SamplingCounts.Plain.SPANS_SPILLED_READ, 1);
    return records.batch(chunk, row);
  }

  private static boolean isOf(Kept trace, SpanBatch batch, int row) {
    return batch.traceIdLow(row) == trace.idLow() && batch.traceIdHigh(row) == trace.idHigh();
  }
}
