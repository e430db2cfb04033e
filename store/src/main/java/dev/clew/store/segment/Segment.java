package dev.clew.store.segment;

import dev.clew.model.Condition;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.store.catalog.DurableFiles;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A sealed segment that can be asked. Kept open by counted holders; when it has been retired and
/// the last holder lets go, its folder is deleted.
public final class Segment {
  private final Path folder;
  private final SegmentInfo info;
  private final ValueFilter filter;
  private final @Nullable TraceIndex traces;
  private final Arena arena;
  private SoftReference<SpanBatch> origins = new SoftReference<>(null);
  private int holders = 1;
  private boolean isRetired;

  private Segment(
      Path folder, SegmentInfo info, ValueFilter filter, @Nullable TraceIndex traces, Arena arena) {
    this.folder = folder;
    this.info = info;
    this.filter = filter;
    this.traces = traces;
    this.arena = arena;
  }

  /// Opens a segment folder.
  ///
  /// @throws IOException when something of it is missing or damaged
  public static Segment open(Path folder) throws IOException {
    SegmentInfo info = SegmentJson.read(Files.readAllBytes(folder.resolve("segment.json")));
    checkSizes(folder, info);
    ValueFilter filter = filter(folder, info);
    Path index = folder.resolve("traces.index");
    if (!info.files().containsKey("traces.index")) {
      return new Segment(folder, info, filter, null, Arena.ofShared());
    }
    Arena arena = Arena.ofShared();
    try {
      return new Segment(folder, info, filter, TraceIndex.open(index, arena), arena);
    } catch (IOException | RuntimeException failure) {
      arena.close();
      throw failure;
    }
  }

  private static void checkSizes(Path folder, SegmentInfo info) throws IOException {
    for (Map.Entry<String, FileSum> file : info.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      long size = Files.size(path);
      if (size != file.getValue().bytes()) {
        throw new IOException(
            "%s has %d bytes, %d were written".formatted(path, size, file.getValue().bytes()));
      }
    }
  }

  private static ValueFilter filter(Path folder, SegmentInfo info) throws IOException {
    Path file = folder.resolve("values.filter");
    byte[] bytes = Files.readAllBytes(file);
    FileSum sum = info.files().get("values.filter");
    if (sum != null && sum.hasSum() && sum.crc32c() != FileSum.crc32c(bytes)) {
      throw new IOException(file + " is damaged: checksum differs");
    }
    long[] blocks = new long[bytes.length / 8];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(blocks);
    return ValueFilter.of(blocks);
  }

  /// Reads all files and compares them with what was written.
  ///
  /// @return what is wrong; null when all is as it was written
  public @Nullable String damage() {
    try {
      for (Map.Entry<String, FileSum> file : info.files().entrySet()) {
        FileSum found = FileSum.of(folder.resolve(file.getKey()));
        if (!found.equals(file.getValue())) {
          return file.getKey() + " is not as it was written";
        }
      }
      return null;
    } catch (NoSuchFileException missing) {
      return missing.getMessage() + " is missing";
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  public SegmentInfo info() {
    return info;
  }

  public Path folder() {
    return folder;
  }

  /// Takes hold, unless the segment is gone.
  public synchronized boolean hold() {
    if (holders == 0) {
      return false;
    }
    holders++;
    return true;
  }

  /// Lets go of one hold.
  public void release() throws IOException {
    synchronized (this) {
      if (--holders > 0) {
        return;
      }
    }
    arena.close();
    if (isRetired) {
      DurableFiles.deleteFolder(folder);
    }
  }

  /// Lets go of the hold of the store; the files go with the last holder.
  public void retire() throws IOException {
    synchronized (this) {
      isRetired = true;
    }
    release();
  }

  /// Whether some row may belong to a trace; false is certain.
  public boolean mayHold(TraceId id) {
    return switch (info.signal()) {
      case TRACES -> traces == null || !traces.rows(id).isEmpty();
      case LOGS -> filter.mayContain(ValueFilter.trace(id));
      case METRICS -> true;
    };
  }

  /// SQL that selects `trace_id` and `start_nanos` of the spans that may meet the condition and
  /// overlap the range; null when there are none.
  public @Nullable String hitsSql(
      Condition condition, TimeRange range, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    if (info.rows() == 0 || !range.overlaps(info.times().fromNanos(), info.maxEndNanos())) {
      return null;
    }
    String where = new ConditionSql(info, filter, origins(queries, deadlineNanos)).of(condition);
    if (where.equals(ConditionSql.NEVER)) {
      return null;
    }
    return "SELECT trace_id, start_nanos FROM read_parquet(%s) WHERE %s%s"
        .formatted(SqlText.quoted(folder.resolve("spans.parquet")), where, timeSql(range));
  }

  private String timeSql(TimeRange range) {
    StringBuilder sql = new StringBuilder();
    if (info.times().toNanos() > range.toNanos()) {
      sql.append(" AND start_nanos <= ").append(range.toNanos());
    }
    if (info.times().fromNanos() < range.fromNanos()) {
      sql.append(" AND start_nanos + greatest(duration_nanos, 0) >= ").append(range.fromNanos());
    }
    return sql.toString();
  }

  /// Adds all spans of these traces to the target.
  public void readTraces(
      Collection<TraceId> ids,
      Projection projection,
      SpanBatch target,
      SegmentQueries queries,
      long deadlineNanos)
      throws IOException {
    if (traces == null) {
      return;
    }
    List<TraceId> found = new ArrayList<>();
    int first = Integer.MAX_VALUE;
    int end = 0;
    for (TraceId id : ids) {
      List<TraceIndex.Rows> rows = traces.rows(id);
      if (!rows.isEmpty()) {
        found.add(id);
      }
      for (TraceIndex.Rows part : rows) {
        first = Math.min(first, part.first());
        end = Math.max(end, part.end());
      }
    }
    if (!found.isEmpty()) {
      String where =
          "file_row_number BETWEEN %d AND %d AND trace_id IN (%s)"
              .formatted(
                  first,
                  end - 1,
                  found.stream().map(SqlText::uuid).collect(Collectors.joining(", ")));
      readSpans(where, projection, target, queries, deadlineNanos);
    }
  }

  /// Adds all spans to the target, in their order.
  public void readSpans(SpanBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    readSpans("true", Projection.EVERYTHING, target, queries, deadlineNanos);
  }

  private void readSpans(
      String where,
      Projection projection,
      SpanBatch target,
      SegmentQueries queries,
      long deadlineNanos)
      throws IOException {
    SpanReader reader = new SpanReader(info, projection, origins(queries, deadlineNanos), target);
    String sql =
        "SELECT %s FROM read_parquet(%s, file_row_number = true) WHERE %s"
            .formatted(reader.columns(), SqlText.quoted(folder.resolve("spans.parquet")), where);
    queries.batches(
        sql,
        deadlineNanos,
        batches -> {
          reader.read(batches);
          return target;
        });
  }

  /// Adds the log records of a trace to the target.
  public void readLogs(TraceId id, LogBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    if (filter.mayContain(ValueFilter.trace(id))) {
      readLogs("trace_id = " + SqlText.uuid(id), target, queries, deadlineNanos);
    }
  }

  /// Adds all log records to the target, in their order.
  public void readLogs(LogBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    readLogs("true", target, queries, deadlineNanos);
  }

  private void readLogs(String where, LogBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    LogReader reader = new LogReader(info, origins(queries, deadlineNanos), target);
    String sql =
        "SELECT %s FROM read_parquet(%s) WHERE %s"
            .formatted(reader.columns(), SqlText.quoted(folder.resolve("logs.parquet")), where);
    queries.rows(sql, deadlineNanos, reader::read);
  }

  /// Adds all metric points to the target, in their order.
  public void readPoints(PointBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    PointReader reader = new PointReader(info, origins(queries, deadlineNanos), target);
    String sql =
        "SELECT %s FROM read_parquet(%s)"
            .formatted(reader.columns(), SqlText.quoted(folder.resolve("points.parquet")));
    queries.rows(sql, deadlineNanos, reader::read);
  }

  /// The most frequent values of each key.
  public Map<KeyStatistics.Key, List<KeyStatistics.Value>> frequentValues() throws IOException {
    return FrequentValues.read(Files.readAllBytes(folder.resolve("values.json.zst")));
  }

  private synchronized SpanBatch origins(SegmentQueries queries, long deadlineNanos)
      throws IOException {
    SpanBatch known = origins.get();
    if (known == null) {
      known = OriginReader.read(folder, queries, deadlineNanos);
      origins = new SoftReference<>(known);
    }
    return known;
  }
}
