package dev.clew.store.segment;

import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.store.parquet.ColumnTest;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.ReadBuffers;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds spans that may meet a condition in the row groups of one segment. For any number of
/// threads.
public final class HitScan {
  private final ParquetFile file;
  private final RowTest test;
  private final TimeRange range;
  private final int start;
  private final int duration;

  /// A trace with a span that may meet the condition, and when the latest such span starts.
  public record Hit(TraceId traceId, long startNanos) {}

  HitScan(ParquetFile file, RowTest test, TimeRange range) {
    this.file = file;
    this.test = test;
    this.range = range;
    this.start = file.column("start_nanos");
    this.duration = file.column("duration_nanos");
  }

  public int groups() {
    return file.groups();
  }

  /// When the last span of a row group starts.
  public long lastStartNanos(int group) {
    return file.greatest(group, start);
  }

  /// Whether some row of a row group may be a hit, as far as the footer tells.
  public boolean mayHit(int group) {
    return file.least(group, start) <= range.toNanos()
        && end(lastStartNanos(group), file.greatest(group, duration)) >= range.fromNanos()
        && test.mayHold(file, group);
  }

  private static long end(long startNanos, long durationNanos) {
    long end = startNanos + Math.max(0, durationNanos);
    return end < startNanos ? Long.MAX_VALUE : end;
  }

  /// The hits of a row group, one for each trace, in no order.
  public List<Hit> find(int group, ReadBuffers buffers) throws IOException {
    try (ParquetReader reader = ParquetReader.open(file, buffers)) {
      RowSet rows = new RowSet().fill(file.rows(group));
      if (lastStartNanos(group) > range.toNanos()) {
        reader.keep(
            group, start, new ColumnTest.Between(Long.MIN_VALUE, range.toNanos(), true), rows);
      }
      test.keep(reader, group, rows);
      if (rows.isEmpty()) {
        return List.of();
      }
      return hits(reader, group, rows);
    }
  }

  private List<Hit> hits(ParquetReader reader, int group, RowSet rows) throws IOException {
    Picked starts = new Picked();
    reader.pick(group, start, rows, null, starts);
    if (file.least(group, start) < range.fromNanos()) {
      Picked durations = new Picked();
      reader.pick(group, duration, rows, null, durations);
      int at = 0;
      for (int row = rows.next(0); row < rows.size(); row = rows.next(row + 1)) {
        if (end(starts.number(at), durations.number(at)) < range.fromNanos()) {
          rows.remove(row);
        }
        at++;
      }
      if (rows.isEmpty()) {
        return List.of();
      }
      reader.pick(group, start, rows, null, starts);
    }
    Picked ids = new Picked();
    reader.pick(group, file.column("trace_id"), rows, null, ids);
    return byTrace(ids, starts);
  }

  /// Rows of a trace stand side by side.
  private static List<Hit> byTrace(Picked ids, Picked starts) {
    List<Hit> hits = new ArrayList<>();
    int at = 0;
    while (at < ids.size()) {
      long high = idPart(ids, at, true);
      long low = idPart(ids, at, false);
      long latest = starts.number(at);
      int next = at + 1;
      while (next < ids.size()
          && idPart(ids, next, true) == high
          && idPart(ids, next, false) == low) {
        latest = Math.max(latest, starts.number(next++));
      }
      hits.add(new Hit(new TraceId(high, low), latest));
      at = next;
    }
    return hits;
  }

  private static long idPart(Picked ids, int index, boolean isHigh) {
    if (!ids.isPresent(index)) {
      return 0;
    }
    return isHigh ? ids.number(index) : ids.low(index);
  }
}
