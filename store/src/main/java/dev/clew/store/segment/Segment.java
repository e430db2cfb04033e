package dev.clew.store.segment;

import dev.clew.model.Condition;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.store.catalog.DurableFiles;
import dev.clew.store.parquet.ColumnTest;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.RowSet;
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

  /// The row groups that may hold spans which meet the condition and overlap the range; null when
  /// there are none.
  ///
  /// @param texts tests of this search, shared by all segments
  public @Nullable HitScan hits(
      Condition condition, TimeRange range, TextTests texts, SegmentQueries queries)
      throws IOException {
    if (info.rows() == 0 || !range.overlaps(info.times().fromNanos(), info.maxEndNanos())) {
      return null;
    }
    RowTest test =
        new ConditionTests(info, filter, origins(queries), this::mayHold, texts).of(condition);
    return test.equals(RowTest.never()) ? null : new HitScan(rowFile(queries), test, range);
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
    List<TraceIndex.Rows> rows = new ArrayList<>();
    for (TraceId id : ids) {
      rows.addAll(traces.rows(id));
    }
    if (!rows.isEmpty()) {
      ParquetFile file = rowFile(queries);
      SpanBatch known = origins(queries);
      queries.reading(buffers -> {
        try (ParquetReader reader = ParquetReader.open(file, buffers)) {
          SpanReader spans = new SpanReader(info, projection, known, reader, target);
          new TraceSelection(reader, ids, rows).forEach(deadlineNanos, spans::read);
          return target;
        }
      });
    }
  }

  /// Adds all spans to the target, in their order.
  public void readSpans(SpanBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    readAll(
        queries,
        deadlineNanos,
        (reader, known) ->
            new SpanReader(info, Projection.EVERYTHING, known, reader, target)::read);
  }

  /// Adds the log records of a trace to the target.
  public void readLogs(TraceId id, LogBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    if (filter.mayContain(ValueFilter.trace(id))) {
      ColumnTest test = new ColumnTest.Id(id.high(), id.low());
      readAll(
          queries,
          deadlineNanos,
          (reader, known) -> {
            LogReader logs = new LogReader(info, known, reader, target);
            int column = reader.file().column("trace_id");
            return (group, rows) -> {
              reader.keep(group, column, test, rows);
              if (!rows.isEmpty()) {
                logs.read(group, rows);
              }
            };
          });
    }
  }

  /// Adds all log records to the target, in their order.
  public void readLogs(LogBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    readAll(
        queries,
        deadlineNanos,
        (reader, known) -> new LogReader(info, known, reader, target)::read);
  }

  /// Adds all metric points to the target, in their order.
  public void readPoints(PointBatch target, SegmentQueries queries, long deadlineNanos)
      throws IOException {
    readAll(
        queries,
        deadlineNanos,
        (reader, known) -> new PointReader(info, known, reader, target)::read);
  }

  /// Reads rows of a row group.
  interface GroupReader {
    void read(int group, RowSet rows) throws IOException;
  }

  /// Makes what reads the rows of a file.
  private interface GroupReaders {
    GroupReader of(ParquetReader reader, SpanBatch origins);
  }

  private void readAll(SegmentQueries queries, long deadlineNanos, GroupReaders readers)
      throws IOException {
    ParquetFile file = rowFile(queries);
    SpanBatch known = origins(queries);
    queries.reading(buffers -> {
      try (ParquetReader reader = ParquetReader.open(file, buffers)) {
        GroupReader rows = readers.of(reader, known);
        RowSet all = new RowSet();
        for (int group = 0; group < file.groups(); group++) {
          SegmentQueries.checkDeadline(deadlineNanos);
          rows.read(group, all.fill(file.rows(group)));
        }
        return known;
      }
    });
  }

  private ParquetFile rowFile(SegmentQueries queries) throws IOException {
    String name =
        switch (info.signal()) {
          case TRACES -> "spans.parquet";
          case LOGS -> "logs.parquet";
          case METRICS -> "points.parquet";
        };
    ParquetFile file = queries.footer(this, folder.resolve(name));
    if (file.rows() != info.rows()) {
      throw new IOException("%s has %d rows".formatted(file.path(), file.rows()));
    }
    return file;
  }

  /// The most frequent values of each key.
  public Map<KeyStatistics.Key, List<KeyStatistics.Value>> frequentValues() throws IOException {
    return FrequentValues.read(Files.readAllBytes(folder.resolve("values.json.zst")));
  }

  private synchronized SpanBatch origins(SegmentQueries queries) throws IOException {
    SpanBatch known = origins.get();
    if (known == null) {
      ParquetFile file = ParquetFile.open(folder.resolve("origins.parquet"));
      known =
          queries.reading(buffers -> {
            try (ParquetReader reader = ParquetReader.open(file, buffers)) {
              return OriginReader.read(reader);
            }
          });
      origins = new SoftReference<>(known);
    }
    return known;
  }
}
