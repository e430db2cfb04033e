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
  private static final int MAX_TRACES = 1 << 16;
  private static final int ROW_BITS = 20;
  private static final int TRACE_BITS = 20;

  private final Bodies bodies;
  private final Records records;
  private final KeptSpans out;
  private final SamplingCounts counts;
  private final List<Kept> traces = new ArrayList<>();
  private long[] keys = new long[1_024];

  private record Kept(int firstRow, long idHigh, long idLow, KeptSpans.Reason reason) {}

  Release(Bodies bodies, Records records, KeptSpans out, SamplingCounts counts) {
    this.bodies = bodies;
    this.records = records;
    this.out = out;
    this.counts = counts;
  }

  /// Adds a trace, whose rows are let go when they are put out.
  void add(int firstRow, long idHigh, long idLow, KeptSpans.Reason reason, Arrival arrival) {
    traces.add(new Kept(firstRow, idHigh, idLow, reason));
    if (traces.size() == MAX_TRACES) {
      flush(arrival);
    }
  }

  /// Puts out what was added.
  void flush(Arrival arrival) {
    if (traces.isEmpty()) {
      return;
    }
    int size = collect();
    Arrays.sort(keys, 0, size);
    for (int from = 0; from < size; ) {
      int rank = rank(keys[from]);
      int to = from + 1;
      while (to < size && rank(keys[to]) == rank) {
        to++;
      }
      put(bodies.ranked(rank), from, to, arrival);
      from = to;
    }
    out.flush(arrival);
    records.forget();
    for (Kept trace : traces) {
      bodies.release(trace.firstRow());
    }
    traces.clear();
  }

  /// Rank of the chunk, row, and trace of all rows.
  private int collect() {
    int size = 0;
    for (int trace = 0; trace < traces.size(); trace++) {
      for (int row = traces.get(trace).firstRow(); row >= 0; row = bodies.next(row)) {
        if (size == keys.length) {
          keys = Arrays.copyOf(keys, size * 2);
        }
        long place = (long) bodies.rank(bodies.chunkOf(row)) << ROW_BITS | bodies.indexOf(row);
        keys[size++] = place << TRACE_BITS | trace;
      }
    }
    return size;
  }

  private void put(Bodies.Chunk chunk, int from, int to, Arrival arrival) {
    SpanBatch source = null;
    for (int i = from; i < to; i++) {
      int row = row(keys[i]);
      Kept trace = traces.get((int) keys[i] & (1 << TRACE_BITS) - 1);
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

  private static int rank(long key) {
    return (int) (key >>> ROW_BITS + TRACE_BITS);
  }

  private static int row(long key) {
    return (int) (key >>> TRACE_BITS) & (1 << ROW_BITS) - 1;
  }
}
