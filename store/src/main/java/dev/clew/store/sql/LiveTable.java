package dev.clew.store.sql;

import dev.clew.model.Batch;
import dev.clew.store.live.Chunks;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.jspecify.annotations.Nullable;

/// The live rows of one table with the columns that one query may want.
record LiveTable<B extends Batch>(List<B> chunks, List<LiveColumn<B>> columns) {
  LiveTable {
    chunks = List.copyOf(chunks);
    columns = List.copyOf(columns);
  }

  /// @param entries names of the columns that hold entries of maps
  static LiveTable<?> of(SqlTable table, Chunks live, Map<Hidden, String> entries) {
    return switch (table) {
      case SPANS -> new LiveTable<>(live.spans(), LiveColumns.spans(entries));
      case LOGS -> new LiveTable<>(live.logs(), LiveColumns.logs(entries));
      case METRIC_POINTS -> new LiveTable<>(live.points(), LiveColumns.points(entries));
    };
  }

  /// Tells DuckDB the columns and how many rows there are.
  void describe(DuckDBTableFunctionBindInfo info) {
    columns.forEach(column -> info.addResultColumn(column.name(), column.type()));
    info.setCardinality(Chunks.rows(chunks), true);
  }

  /// Begins to read some of the columns.
  Scan<B> scan(int[] wanted) {
    return new Scan<>(this, wanted);
  }

  /// One pass over the rows, from the first chunk to the last.
  static final class Scan<B extends Batch> {
    private final LiveTable<B> table;
    private final int[] wanted;
    private int chunk;
    private int row;
    private long rowsBefore;
    private @Nullable ValueText text;

    private Scan(LiveTable<B> table, int[] wanted) {
      this.table = table;
      this.wanted = wanted;
    }

    /// Writes the next rows; returns how many, 0 at the end.
    int read(DuckDBDataChunkWriter target) {
      while (chunk < table.chunks.size() && row == table.chunks.get(chunk).size()) {
        rowsBefore += row;
        chunk++;
        row = 0;
        text = null;
      }
      if (chunk == table.chunks.size()) {
        return 0;
      }
      B batch = table.chunks.get(chunk);
      ValueText known = text == null ? new ValueText(batch, rowsBefore) : text;
      text = known;
      int count = (int) Math.min(target.capacity(), batch.size() - row);
      for (int i = 0; i < wanted.length; i++) {
        if (wanted[i] >= 0 && wanted[i] < table.columns.size()) {
          table.columns.get(wanted[i]).fill().fill(target.vector(i), batch, row, count, known);
        }
      }
      row += count;
      return count;
    }
  }
}
