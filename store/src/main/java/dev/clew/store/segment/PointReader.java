package dev.clew.store.segment;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows of `points.parquet` back into a batch.
final class PointReader {
  private final SegmentInfo info;
  private final PointBatch target;
  private final RowMapping origins;
  private final JsonAttributes attributes;

  PointReader(SegmentInfo info, SpanBatch origins, PointBatch target) {
    this.info = info;
    this.target = target;
    this.origins = new RowMapping(origins, target);
    this.attributes = new JsonAttributes(target.strings());
  }

  /// The columns to select, in SQL.
  String columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "time_nanos",
                "start_nanos",
                "metric",
                "unit",
                "description",
                "type",
                "temporality",
                "is_monotonic",
                "is_integer",
                "value",
                "count",
                "min",
                "max",
                "flags",
                "detail",
                "resource_id",
                "scope_id",
                "attributes"));
    info.layout().columns().forEach(column -> columns.add(SqlText.name(column.column())));
    return String.join(", ", columns);
  }

  /// Adds all rows of the result to the target.
  PointBatch read(ResultSet rows) throws SQLException {
    while (rows.next()) {
      try {
        readRow(rows);
      } catch (IOException damaged) {
        throw new SQLException(damaged.getMessage(), damaged);
      }
    }
    return target;
  }

  private void readRow(ResultSet rows) throws SQLException, IOException {
    int to = target.size();
    target.timeNanos(to, rows.getLong(1));
    target.startNanos(to, rows.getLong(2));
    target.metric(to, text(rows.getString(3)));
    target.unit(to, text(rows.getString(4)));
    target.description(to, text(rows.getString(5)));
    target.type(to, PointType.of(rows.getInt(6)));
    target.temporality(to, rows.getByte(7));
    target.isMonotonic(to, rows.getBoolean(8));
    target.isInteger(to, rows.getBoolean(9));
    target.value(to, real(rows, 10));
    target.count(to, rows.getLong(11));
    target.min(to, real(rows, 12));
    target.max(to, real(rows, 13));
    target.flags(to, rows.getInt(14));
    target.detail(to, text(rows.getString(15)));
    target.resource(to, origins.resource(rows.getInt(16)));
    target.scope(to, origins.scope(rows.getInt(17)));
    attributes.readRow(rows, 18, info.layout(), target.attributes());
    target.endRow();
  }

  private static double real(ResultSet rows, int column) throws SQLException {
    double value = rows.getDouble(column);
    return rows.wasNull() ? Double.NaN : value;
  }

  private int text(@Nullable String text) {
    return text == null ? 0 : target.strings().add(text);
  }
}
