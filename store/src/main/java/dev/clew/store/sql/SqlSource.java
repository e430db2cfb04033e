package dev.clew.store.sql;

import dev.clew.model.Batch;
import dev.clew.model.Signal;
import dev.clew.store.live.Chunks;
import java.util.List;

/// The rows that a query sees: sealed ones and live ones. No row is in both.
public record SqlSource(List<SqlSegment> segments, Chunks live) {
  public SqlSource {
    segments = List.copyOf(segments);
  }

  /// Rows of a signal.
  long rows(Signal signal) {
    long sealed = segments(signal).stream().mapToLong(SqlSegment::rows).sum();
    return sealed
        + live.all().filter(batch -> batch.signal() == signal).mapToLong(Batch::size).sum();
  }

  List<SqlSegment> segments(Signal signal) {
    return segments.stream().filter(segment -> segment.signal() == signal).toList();
  }
}
