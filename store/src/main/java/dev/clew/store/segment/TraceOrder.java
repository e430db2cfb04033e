package dev.clew.store.segment;

import dev.clew.model.SpanBatch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// The order in which the spans of several chunks are written: traces by their earliest start, then
/// id; the spans of a trace together, by start. A span that was sent twice (equal trace, span id
/// and kind) stands once, as it came last.
final class TraceOrder implements RowOrder {
  private final List<SpanBatch> chunks;
  private final long[] rows;
  private final int[] traceEnds;
  private int size;

  private TraceOrder(List<SpanBatch> chunks, int rowCount, int traceCount) {
    this.chunks = chunks;
    this.rows = new long[rowCount];
    this.traceEnds = new int[traceCount];
  }

  static TraceOrder of(List<SpanBatch> chunks) {
    TraceGroups groups = TraceGroups.of(chunks);
    TraceOrder order = new TraceOrder(chunks, groups.rows(), groups.size());
    int[] sorted =
        IntStream.range(0, groups.size())
            .boxed()
            .sorted(Comparator.comparingLong(groups::startNanos).thenComparing(groups::traceId))
            .mapToInt(Integer::intValue)
            .toArray();
    long[] byGroup = groups.rowsByGroup();
    for (int trace = 0; trace < sorted.length; trace++) {
      order.addTrace(trace, byGroup, groups.first(sorted[trace]), groups.end(sorted[trace]));
    }
    return order;
  }

  @Override
  public int size() {
    return size;
  }

  int traces() {
    return traceEnds.length;
  }

  /// Position behind the last span of a trace.
  int traceEnd(int trace) {
    return traceEnds[trace];
  }

  int traceStart(int trace) {
    return trace == 0 ? 0 : traceEnds[trace - 1];
  }

  /// The chunk that holds the span at a position.
  SpanBatch chunk(int position) {
    return chunks.get(chunkIndex(position));
  }

  @Override
  public int chunkIndex(int position) {
    return (int) (rows[position] >>> 32);
  }

  @Override
  public int row(int position) {
    return (int) rows[position];
  }

  private void addTrace(int trace, long[] source, int from, int to) {
    int start = size;
    for (int at = from; at < to; at++) {
      rows[size++] = source[at];
    }
    if (size - start > 1) {
      deduplicate(start);
      sortByStart(start);
    }
    traceEnds[trace] = size;
  }

  /// Keeps of equal spans the one that stands last in the order of arrival.
  private void deduplicate(int start) {
    if (size - start <= 16) {
      deduplicateSmall(start);
      return;
    }
    Long[] tail = boxed(start);
    Arrays.sort(tail, this::compareIdentity);
    int kept = start;
    for (int at = 0; at < tail.length; at++) {
      if (at + 1 == tail.length || compareIdentity(tail[at], tail[at + 1]) != 0) {
        rows[kept++] = tail[at];
      }
    }
    size = kept;
  }

  private void deduplicateSmall(int start) {
    int kept = start;
    for (int at = start; at < size; at++) {
      boolean comesAgain = false;
      for (int later = at + 1; later < size && !comesAgain; later++) {
        comesAgain = compareIdentity(rows[at], rows[later]) == 0;
      }
      if (!comesAgain) {
        rows[kept++] = rows[at];
      }
    }
    size = kept;
  }

  private void sortByStart(int start) {
    if (size - start > 16) {
      Long[] tail = boxed(start);
      Arrays.sort(tail, this::compareStart);
      for (int at = 0; at < tail.length; at++) {
        rows[start + at] = tail[at];
      }
      return;
    }
    for (int at = start + 1; at < size; at++) {
      long moving = rows[at];
      int hole = at;
      while (hole > start && compareStart(rows[hole - 1], moving) > 0) {
        rows[hole] = rows[hole - 1];
        hole--;
      }
      rows[hole] = moving;
    }
  }

  private Long[] boxed(int start) {
    return Arrays.stream(rows, start, size).boxed().toArray(Long[]::new);
  }

  private int compareIdentity(long left, long right) {
    SpanBatch leftChunk = chunks.get((int) (left >>> 32));
    SpanBatch rightChunk = chunks.get((int) (right >>> 32));
    int byId = Long.compareUnsigned(leftChunk.spanId((int) left), rightChunk.spanId((int) right));
    return byId != 0 ? byId : leftChunk.kind((int) left).compareTo(rightChunk.kind((int) right));
  }

  private int compareStart(long left, long right) {
    int byStart =
        Long.compare(
            chunks.get((int) (left >>> 32)).startNanos((int) left),
            chunks.get((int) (right >>> 32)).startNanos((int) right));
    return byStart != 0 ? byStart : compareIdentity(left, right);
  }
}
