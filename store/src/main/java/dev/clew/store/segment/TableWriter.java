package dev.clew.store.segment;

import dev.clew.model.Batch;
import dev.clew.store.parquet.ParquetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes the rows of chunks as one Parquet file.
final class TableWriter {
  private static final int ROW_GROUP_ROWS = 10_240;
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private TableWriter() {}

  /// The rows of chunks, cut into row groups; smaller ones where rows are large.
  static <B extends Batch> Window<B> window(List<B> chunks, RowOrder order) {
    return new Window<>(chunks, order, ROW_GROUP_ROWS, ROW_GROUP_BYTES);
  }

  /// @param beforeEachWindow what has to be prepared for several columns at once
  static <B extends Batch> void write(
      Window<B> window, List<Column<B>> columns, Runnable beforeEachWindow, Path file)
      throws IOException {
    try (ParquetWriter writer =
        ParquetWriter.create(file, columns.stream().map(Column::parquet).toList())) {
      while (window.advance()) {
        beforeEachWindow.run();
        writer.rowGroup(
            window.size(),
            window.strings(),
            (column, values) -> columns.get(column).how().fill(values, window));
      }
      writer.finish();
    }
  }
}
