package dev.clew.store;

import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Spans divided into those whose times lie near the time of sealing and the strays: those of
/// clocks that are off, and those of long ago. A few strays would widen the time range of a segment
/// to years, and it would have to be searched for every question.
///
/// @param near in the order they came
/// @param strays in the order they came
record Strays(List<SpanBatch> near, List<SpanBatch> strays) {
  /// How far from the time of sealing a span may start or end.
  static final Duration REACH = Duration.ofDays(1);

  Strays {
    near = List.copyOf(near);
    strays = List.copyOf(strays);
  }

  static Strays of(List<SpanBatch> chunks, long nowMillis) {
    long from = nanos(nowMillis - REACH.toMillis());
    long to = nanos(nowMillis + REACH.toMillis());
    List<SpanBatch> near = new ArrayList<>();
    SpanBatch strays = new SpanBatch(16);
    for (SpanBatch chunk : chunks) {
      near.add(divide(chunk, from, to, strays));
    }
    near.removeIf(chunk -> chunk.size() == 0);
    return new Strays(near, strays.size() == 0 ? List.of() : List.of(strays));
  }

  long strayRows() {
    return strays.stream().mapToLong(SpanBatch::size).sum();
  }

  private static long nanos(long millis) {
    return Math.clamp(millis, Long.MIN_VALUE / 1_000_000, Long.MAX_VALUE / 1_000_000) * 1_000_000;
  }

  /// The near rows of a chunk, which is the chunk itself if it has no others.
  private static SpanBatch divide(SpanBatch chunk, long from, long to, SpanBatch strays) {
    int first = 0;
    while (first < chunk.size() && isNear(chunk, first, from, to)) {
      first++;
    }
    if (first == chunk.size()) {
      return chunk;
    }
    SpanBatch near = new SpanBatch(chunk.size());
    @Nullable RowMapping toNear = null;
    RowMapping toStrays = new RowMapping(chunk, strays);
    for (int row = 0; row < chunk.size(); row++) {
      if (row < first || isNear(chunk, row, from, to)) {
        toNear = toNear == null ? new RowMapping(chunk, near) : toNear;
        near.append(chunk, row, toNear);
      } else {
        strays.append(chunk, row, toStrays);
      }
    }
    return near;
  }

  private static boolean isNear(SpanBatch chunk, int row, long from, long to) {
    long start = chunk.startNanos(row);
    return start >= from && Math.max(start, chunk.endNanos(row)) <= to;
  }
}
