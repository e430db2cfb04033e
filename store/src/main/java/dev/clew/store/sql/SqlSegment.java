package dev.clew.store.sql;

import dev.clew.model.Signal;
import dev.clew.model.TraceId;
import dev.clew.store.segment.Segment;
import java.nio.file.Path;
import java.util.function.Predicate;

/// A sealed segment that a query reads. The caller holds it until the query has ended, and best
/// makes this once and keeps it as long as the segment.
///
/// @param mayHold false for traces that surely have no row in the segment
public record SqlSegment(
    Path folder, Signal signal, long rows, SqlLayout layout, Predicate<TraceId> mayHold) {
  public SqlSegment {
    folder = folder.toAbsolutePath().normalize();
  }

  /// @param mayHold false for traces that surely have no row in the segment
  public static SqlSegment of(Segment segment, Predicate<TraceId> mayHold) {
    return new SqlSegment(
        segment.folder(),
        segment.info().signal(),
        segment.info().rows(),
        SqlLayout.of(segment.info()),
        mayHold);
  }
}
