package dev.clew.store.segment;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.store.parquet.ColumnType;
import java.util.ArrayList;
import java.util.List;

/// The columns of `logs.parquet` and `points.parquet` but those of the attributes.
final class RecordColumns {
  private RecordColumns() {}

  static List<Column<LogBatch>> logs(List<RowMapping> origins) {
    List<Column<LogBatch>> columns = new ArrayList<>();
    columns.add(Column.ofLong("time_nanos", ColumnType.INT64_NEAR, LogBatch::timeNanos));
    columns.add(Column.ofLong("observed_nanos", ColumnType.INT64_NEAR, LogBatch::observedNanos));
    columns.add(Column.ofId("trace_id", LogBatch::traceIdHigh, LogBatch::traceIdLow));
    columns.add(Column.ofLong("span_id", ColumnType.INT64, LogBatch::spanId));
    columns.add(Column.ofLong("severity", ColumnType.INT8, LogBatch::severity));
    columns.add(Column.ofOptionalText("severity_text", LogBatch::severityText));
    columns.add(Column.ofOptionalText("event_name", LogBatch::eventName));
    columns.add(
        Column.ofLong("body_type", ColumnType.INT8, (chunk, row) -> chunk.bodyType(row).ordinal()));
    columns.add(body());
    columns.add(Column.ofLong("flags", ColumnType.INT32, LogBatch::flags));
    columns.add(Column.ofLong("dropped_attributes", ColumnType.INT32, LogBatch::droppedAttributes));
    addOrigins(columns, origins);
    return columns;
  }

  static List<Column<PointBatch>> points(List<RowMapping> origins) {
    List<Column<PointBatch>> columns = new ArrayList<>();
    columns.add(Column.ofLong("time_nanos", ColumnType.INT64_NEAR, PointBatch::timeNanos));
    columns.add(Column.ofLong("start_nanos", ColumnType.INT64_NEAR, PointBatch::startNanos));
    columns.add(Column.ofText("metric", PointBatch::metric));
    columns.add(Column.ofText("unit", PointBatch::unit));
    columns.add(Column.ofText("description", PointBatch::description));
    columns.add(Column.ofLong("type", ColumnType.INT8, (chunk, row) -> chunk.type(row).ordinal()));
    columns.add(Column.ofLong("temporality", ColumnType.INT8, PointBatch::temporality));
    columns.add(
        Column.ofLong(
            "is_monotonic", ColumnType.BOOLEAN, (chunk, row) -> chunk.isMonotonic(row) ? 1 : 0));
    columns.add(
        Column.ofLong(
            "is_integer", ColumnType.BOOLEAN, (chunk, row) -> chunk.isInteger(row) ? 1 : 0));
    columns.add(Column.ofDouble("value", PointBatch::value));
    columns.add(Column.ofLong("count", ColumnType.INT64, PointBatch::count));
    columns.add(Column.ofDouble("min", PointBatch::min));
    columns.add(Column.ofDouble("max", PointBatch::max));
    columns.add(Column.ofLong("flags", ColumnType.INT32, PointBatch::flags));
    columns.add(Column.ofOptionalText("detail", PointBatch::detail));
    addOrigins(columns, origins);
    return columns;
  }

  private static <B extends Batch> void addOrigins(
      List<Column<B>> columns, List<RowMapping> origins) {
    columns.add(
        Column.ofText("service", (chunk, row) -> chunk.resources().name(chunk.resource(row))));
    columns.add(
        Column.of(
            "resource_id",
            ColumnType.INT32,
            (values, window) -> {
              for (int i = 0; i < window.size(); i++) {
                int resource = window.chunk(i).resource(window.row(i));
                values.add(i, origins.get(window.chunkIndex(i)).resource(resource));
              }
            }));
    columns.add(
        Column.of(
            "scope_id",
            ColumnType.INT32,
            (values, window) -> {
              for (int i = 0; i < window.size(); i++) {
                int scope = window.chunk(i).scope(window.row(i));
                values.add(i, origins.get(window.chunkIndex(i)).scope(scope));
              }
            }));
  }

  /// The body as text; one that is not a string as JSON.
  private static Column<LogBatch> body() {
    JsonText json = new JsonText();
    return Column.of(
        "body",
        ColumnType.LONG_TEXT,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            LogBatch chunk = window.chunk(i);
            int row = window.row(i);
            ValueType type = chunk.bodyType(row);
            if (type == ValueType.STRING) {
              Strings strings = chunk.strings();
              int id = (int) chunk.body(row);
              values.addText(i, strings.arena(), strings.start(id), strings.length(id));
            } else if (type != ValueType.EMPTY) {
              json.clear();
              json.value(type, chunk.body(row), chunk.strings());
              values.addText(i, json.buffer(), 0, json.size());
            }
          }
        });
  }
}
