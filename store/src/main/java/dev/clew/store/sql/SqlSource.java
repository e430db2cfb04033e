package dev.clew.store.sql;

import dev.clew.model.Signal;
import dev.clew.store.live.Chunks;
import java.util.List;

/// The rows that a query sees: sealed ones and live ones. No row is in both.
public record SqlSource(List<SqlSegment> segments, Chunks live) {
  public SqlSource {
    segments = List.copyOf(segments);
  }

  List<SqlSegment> segments(Signal signal) {
    return segments.stream().filter(segment -> segment.signal() == signal).toList();
  }
}
