package dev.clew.store.segment;

import dev.clew.model.Batch;
import dev.clew.model.Field.Scope;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.Signal;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.store.catalog.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Seals rows into a segment folder. The folder is complete and durable when a method returns; a
/// folder of the same name that a crash left behind is replaced.
public final class SegmentWriter {
  private final Path root;

  /// @param root folder that holds the segment folders
  public SegmentWriter(Path root) {
    this.root = root;
  }

  /// Seals spans: whole traces together, by time, resent spans once.
  public SegmentInfo writeSpans(String id, List<SpanBatch> chunks, long sealedMillis)
      throws IOException {
    return writing(id, chunks, sealedMillis, draft -> spans(draft, chunks));
  }

  /// Seals spans whose times lie far from when they came.
  public SegmentInfo writeStrays(String id, List<SpanBatch> chunks, long sealedMillis)
      throws IOException {
    return writing(
        id,
        chunks,
        sealedMillis,
        draft -> {
          draft.areStrays = true;
          return spans(draft, chunks);
        });
  }

  /// Seals log records by time.
  public SegmentInfo writeLogs(String id, List<LogBatch> chunks, long sealedMillis)
      throws IOException {
    return writing(id, chunks, sealedMillis, draft -> logs(draft, chunks));
  }

  /// Seals metric points by time.
  public SegmentInfo writePoints(String id, List<PointBatch> chunks, long sealedMillis)
      throws IOException {
    return writing(id, chunks, sealedMillis, draft -> points(draft, chunks));
  }

  private interface Writing {
    SegmentInfo write(Draft draft) throws IOException;
  }

  /// A draft that fails leaves nothing behind: the disk may be full, and each byte counts.
  private SegmentInfo writing(
      String id, List<? extends Batch> chunks, long sealedMillis, Writing writing)
      throws IOException {
    try {
      return writing.write(new Draft(id, chunks, sealedMillis));
    } catch (IOException | RuntimeException failure) {
      try {
        DurableFiles.deleteFolder(root.resolve(id));
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  private static SegmentInfo spans(Draft draft, List<SpanBatch> chunks) throws IOException {
    TraceOrder order = TraceOrder.of(chunks);
    SpanColumns columns = new SpanColumns(chunks, order, draft.mappings());
    TraceSummary summary = new TraceSummary(order);
    TraceId[] ids = new TraceId[order.traces()];
    int[] firstRows = new int[ids.length];
    int[] trace = {0};
    columns.number((first, numbers, count) -> {
      ids[trace[0]] = order.chunk(first).traceId(order.row(first));
      firstRows[trace[0]] = first;
      summary.addEdges(first, numbers, count);
      trace[0]++;
    });
    summary.addSpans(chunks);
    for (SpanBatch chunk : chunks) {
      draft.keys.add(
          Scope.EVENT, chunk.events().attributes(), 0, chunk.events().size(), chunk.strings());
      draft.keys.add(
          Scope.LINK, chunk.links().attributes(), 0, chunk.links().size(), chunk.strings());
    }
    Layout layout = draft.writeRows(chunks, "spans.parquet", order, columns.columns());
    Files.write(
        draft.folder.resolve("traces.index"), TraceIndex.encode(ids, firstRows, order.size()));
    return draft.finish(Signal.TRACES, order, layout, maxEnd(chunks), ids.length, summary);
  }

  private static SegmentInfo logs(Draft draft, List<LogBatch> chunks) throws IOException {
    RowOrder order = RowOrder.byTime(chunks);
    addTraceIds(chunks, draft.keys);
    Layout layout =
        draft.writeRows(chunks, "logs.parquet", order, RecordColumns.logs(draft.mappings()));
    return draft.finish(Signal.LOGS, order, layout, Long.MIN_VALUE, 0, null);
  }

  private static SegmentInfo points(Draft draft, List<PointBatch> chunks) throws IOException {
    RowOrder order = RowOrder.byTime(chunks);
    Layout layout =
        draft.writeRows(chunks, "points.parquet", order, RecordColumns.points(draft.mappings()));
    return draft.finish(Signal.METRICS, order, layout, Long.MIN_VALUE, 0, null);
  }

  private static void addTraceIds(List<LogBatch> chunks, KeyStatistics keys) {
    Set<TraceId> seen = new HashSet<>();
    for (LogBatch chunk : chunks) {
      for (int row = 0; row < chunk.size(); row++) {
        TraceId id = new TraceId(chunk.traceIdHigh(row), chunk.traceIdLow(row));
        if (seen.add(id)) {
          keys.addTraceId(id);
        }
      }
    }
  }

  private static long maxEnd(List<SpanBatch> chunks) {
    long max = Long.MIN_VALUE;
    for (SpanBatch chunk : chunks) {
      for (int row = 0; row < chunk.size(); row++) {
        max = Math.max(max, Math.max(chunk.startNanos(row), chunk.endNanos(row)));
      }
    }
    return max;
  }

  /// A segment that is being written.
  private final class Draft {
    private final String id;
    private final long sealedMillis;
    private final Path folder;
    private final List<? extends Batch> chunks;
    private final SpanBatch origins = new SpanBatch(4);
    private final List<RowMapping> mappings = new ArrayList<>();
    private final KeyStatistics keys = new KeyStatistics();
    private final Set<String> columns = new TreeSet<>();
    private boolean areStrays;

    Draft(String id, List<? extends Batch> chunks, long sealedMillis) throws IOException {
      this.id = id;
      this.sealedMillis = sealedMillis;
      this.chunks = chunks;
      this.folder = root.resolve(id);
      DurableFiles.deleteFolder(folder);
      Files.createDirectories(folder);
      for (Batch chunk : chunks) {
        mappings.add(new RowMapping(chunk, origins));
      }
    }

    List<RowMapping> mappings() {
      return mappings;
    }

    <B extends Batch> Layout writeRows(
        List<B> rows, String file, RowOrder order, List<Column<B>> fixed) throws IOException {
      for (B chunk : rows) {
        keys.add(Scope.SPAN, chunk.attributes(), 0, chunk.size(), chunk.strings());
      }
      Layout layout = Layout.choose(keys, Scope.SPAN, order.size());
      Window<B> window = TableWriter.window(rows, order);
      AttributeColumns<B> attributes = new AttributeColumns<>(window, layout);
      List<Column<B>> all = new ArrayList<>(fixed);
      fixed.forEach(column -> columns.add(column.parquet().name()));
      all.addAll(attributes.columns());
      TableWriter.write(window, all, attributes::prepare, folder.resolve(file));
      return layout;
    }

    SegmentInfo finish(
        Signal signal,
        RowOrder order,
        Layout layout,
        long maxEnd,
        int traces,
        @Nullable TraceSummary summary)
        throws IOException {
      keys.addOrigins(origins);
      OriginTable.write(origins, folder.resolve("origins.parquet"));
      writeFilter();
      Files.write(folder.resolve("values.json.zst"), FrequentValues.write(keys));
      TimeRange times = times();
      SegmentInfo info =
          new SegmentInfo(
              id,
              signal,
              order.size(),
              traces,
              times,
              Math.max(maxEnd, times.toNanos()),
              sealedMillis,
              layout,
              columns,
              keys.countsByType(),
              keys.isComplete(),
              summary == null ? List.of() : summary.operations(),
              summary == null ? List.of() : summary.edges(),
              syncedFiles(),
              areStrays);
      DurableFiles.replace(folder.resolve("segment.json"), SegmentJson.write(info));
      DurableFiles.syncFolder(root);
      return info;
    }

    private void writeFilter() throws IOException {
      long[] pairs = keys.pairs();
      ValueFilter filter = ValueFilter.sized(pairs.length);
      for (long pair : pairs) {
        filter.add(pair);
      }
      long[] blocks = filter.toLongs();
      ByteBuffer bytes = ByteBuffer.allocate(blocks.length * 8).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asLongBuffer().put(blocks);
      Files.write(folder.resolve("values.filter"), bytes.array());
    }

    private TimeRange times() {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (Batch chunk : chunks) {
        for (int row = 0; row < chunk.size(); row++) {
          min = Math.min(min, chunk.timeNanos(row));
          max = Math.max(max, chunk.timeNanos(row));
        }
      }
      return min > max ? new TimeRange(0, 0) : new TimeRange(min, max);
    }

    private Map<String, FileSum> syncedFiles() throws IOException {
      Map<String, FileSum> sums = new TreeMap<>();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          DurableFiles.sync(file);
          sums.put(file.getFileName().toString(), FileSum.of(file));
        }
      }
      return sums;
    }
  }
}
