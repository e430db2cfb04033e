package dev.clew.store.segment;

import dev.clew.model.TraceId;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The rows of some traces in one segment, by row group: those that the trace index names, of which
/// then the ids are compared.
final class TraceSelection {
  private final ParquetReader reader;
  private final Set<TraceId> wanted;
  private final Map<Integer, RowSet> groups = new TreeMap<>();
  private final Picked ids = new Picked();

  TraceSelection(ParquetReader reader, Collection<TraceId> wanted, List<TraceIndex.Rows> rows) {
    this.reader = reader;
    this.wanted = Set.copyOf(wanted);
    rows.forEach(this::add);
  }

  private void add(TraceIndex.Rows rows) {
    ParquetFile file = reader.file();
    int end = Math.min(rows.end(), file.rows());
    for (int first = rows.first(); first < end; ) {
      int group = file.groupOf(first);
      int start = file.firstRow(group);
      int endInGroup = Math.min(end - start, file.rows(group));
      RowSet set = groups.computeIfAbsent(group, _ -> new RowSet().clear(file.rows(group)));
      set.addAll(first - start, endInGroup);
      first = start + endInGroup;
    }
  }

  /// Reads the rows, row group after row group.
  void forEach(long deadlineNanos, Segment.GroupReader rows) throws IOException {
    int column = reader.file().column("trace_id");
    for (Map.Entry<Integer, RowSet> group : groups.entrySet()) {
      SegmentQueries.checkDeadline(deadlineNanos);
      reader.pick(group.getKey(), column, group.getValue(), null, ids);
      keepWanted(group.getValue());
      if (!group.getValue().isEmpty()) {
        rows.read(group.getKey(), group.getValue());
      }
    }
  }

  private void keepWanted(RowSet rows) {
    int at = 0;
    TraceId last = null;
    boolean isWanted = false;
    for (int row = rows.next(0); row < rows.size(); row = rows.next(row + 1)) {
      if (last == null || ids.number(at) != last.high() || ids.low(at) != last.low()) {
        last = ids.isPresent(at) ? new TraceId(ids.number(at), ids.low(at)) : new TraceId(0, 0);
        isWanted = wanted.contains(last);
      }
      if (!isWanted) {
        rows.remove(row);
      }
      at++;
    }
  }
}
