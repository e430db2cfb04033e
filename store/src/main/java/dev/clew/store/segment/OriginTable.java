package dev.clew.store.segment;

import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.parquet.ParquetColumn;
import dev.clew.store.parquet.ParquetWriter;
import dev.clew.store.parquet.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `origins.parquet`: the distinct resources, then the distinct scopes of a segment.
final class OriginTable {
  private final SpanBatch origins;
  private final int resources;
  private final int rows;
  private final JsonText json = new JsonText();

  private OriginTable(SpanBatch origins) {
    this.origins = origins;
    this.resources = origins.resources().size();
    this.rows = resources + origins.scopes().size();
  }

  /// A column with the value of each row.
  private record OriginColumn(ParquetColumn parquet, Fill how) {}

  private interface Fill {
    void fill(Values values, int row, Origins table, int id);
  }

  static void write(SpanBatch origins, Path file) throws IOException {
    new OriginTable(origins).write(file);
  }

  private void write(Path file) throws IOException {
    List<OriginColumn> columns = columns();
    try (ParquetWriter writer =
        ParquetWriter.create(file, columns.stream().map(OriginColumn::parquet).toList())) {
      if (rows > 0) {
        writer.rowGroup(
            rows, origins.strings(), (column, values) -> fill(columns.get(column), values));
      }
      writer.finish();
    }
  }

  private void fill(OriginColumn column, Values values) {
    for (int row = 0; row < rows; row++) {
      boolean isScope = row >= resources;
      column
          .how()
          .fill(
              values,
              row,
              isScope ? origins.scopes() : origins.resources(),
              isScope ? row - resources : row);
    }
  }

  private List<OriginColumn> columns() {
    return List.of(
        column("origin_id", ColumnType.INT32, (values, row, _, id) -> values.add(row, id)),
        column(
            "is_scope",
            ColumnType.BOOLEAN,
            (values, row, _, _) -> values.add(row, row >= resources ? 1 : 0)),
        column(
            "name", ColumnType.TEXT, (values, row, table, id) -> values.add(row, table.name(id))),
        column(
            "version",
            ColumnType.TEXT,
            (values, row, table, id) -> values.add(row, table.version(id))),
        column(
            "schema_url",
            ColumnType.TEXT,
            (values, row, table, id) -> values.add(row, table.schemaUrl(id))),
        column(
            "dropped_attributes",
            ColumnType.INT32,
            (values, row, table, id) -> values.add(row, table.droppedAttributes(id))),
        column("attributes", ColumnType.LONG_TEXT, this::addAttributes));
  }

  private static OriginColumn column(String name, ColumnType type, Fill how) {
    return new OriginColumn(new ParquetColumn(name, type), how);
  }

  private void addAttributes(Values values, int row, Origins table, int id) {
    json.clear();
    json.object(table.attributes(), id, origins.strings());
    values.addText(row, json.buffer(), 0, json.size());
  }
}
