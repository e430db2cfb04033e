package dev.clew.store.segment;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;

/// The columns of `logs.parquet` and `points.parquet` but those of the attributes.
final class RecordColumns {
  private RecordColumns() {}

  static List<Column<LogBatch>> logs(List<RowMapping> origins) {
    List<Column<LogBatch>> columns = new ArrayList<>();
    columns.add(Column.ofLong("time_nanos", LogBatch::timeNanos));
    columns.add(Column.ofLong("observed_nanos", LogBatch::observedNanos));
    columns.add(Column.ofId("trace_id", LogBatch::traceIdHigh, LogBatch::traceIdLow));
    columns.add(Column.ofLong("span_id", LogBatch::spanId));
    columns.add(Column.ofByte("severity", LogBatch::severity));
    columns.add(Column.ofOptionalText("severity_text", LogBatch::severityText));
    columns.add(Column.ofOptionalText("event_name", LogBatch::eventName));
    columns.add(Column.ofByte("body_type", (chunk, row) -> chunk.bodyType(row).ordinal()));
    columns.add(body());
    columns.add(Column.ofInt("flags", LogBatch::flags));
    columns.add(Column.ofInt("dropped_attributes", LogBatch::droppedAttributes));
    addOrigins(columns, origins);
    return columns;
  }

  static List<Column<PointBatch>> points(List<RowMapping> origins) {
    List<Column<PointBatch>> columns = new ArrayList<>();
    columns.add(Column.ofLong("time_nanos", PointBatch::timeNanos));
    columns.add(Column.ofLong("start_nanos", PointBatch::startNanos));
    columns.add(Column.ofText("metric", PointBatch::metric));
    columns.add(Column.ofText("unit", PointBatch::unit));
    columns.add(Column.ofText("description", PointBatch::description));
    columns.add(Column.ofByte("type", (chunk, row) -> chunk.type(row).ordinal()));
    columns.add(Column.ofByte("temporality", PointBatch::temporality));
    columns.add(Column.ofBoolean("is_monotonic", (chunk, row) -> chunk.isMonotonic(row) ? 1 : 0));
    columns.add(Column.ofBoolean("is_integer", (chunk, row) -> chunk.isInteger(row) ? 1 : 0));
    columns.add(Column.ofDouble("value", PointBatch::value));
    columns.add(Column.ofLong("count", PointBatch::count));
    columns.add(Column.ofDouble("min", PointBatch::min));
    columns.add(Column.ofDouble("max", PointBatch::max));
    columns.add(Column.ofInt("flags", PointBatch::flags));
    columns.add(Column.ofOptionalText("detail", PointBatch::detail));
    addOrigins(columns, origins);
    return columns;
  }

  private static <B extends Batch> void addOrigins(
      List<Column<B>> columns, List<RowMapping> origins) {
    columns.add(
        Column.ofText("service", (chunk, row) -> chunk.resources().name(chunk.resource(row))));
    columns.add(
        new Column.Simple<>(
            ArrowFields.int32("resource_id"),
            (vector, window) -> {
              for (int i = 0; i < window.size(); i++) {
                int resource = window.chunk(i).resource(window.row(i));
                ((IntVector) vector).set(i, origins.get(window.chunkIndex(i)).resource(resource));
              }
            }));
    columns.add(
        new Column.Simple<>(
            ArrowFields.int32("scope_id"),
            (vector, window) -> {
              for (int i = 0; i < window.size(); i++) {
                int scope = window.chunk(i).scope(window.row(i));
                ((IntVector) vector).set(i, origins.get(window.chunkIndex(i)).scope(scope));
              }
            }));
  }

  /// The body as text; one that is not a string as JSON.
  private static Column<LogBatch> body() {
    return new Column.Simple<>(
        ArrowFields.text("body"),
        (vector, window) -> {
          TextBuffer text = window.text();
          JsonText json = new JsonText();
          for (int i = 0; i < window.size(); i++) {
            LogBatch chunk = window.chunk(i);
            int row = window.row(i);
            ValueType type = chunk.bodyType(row);
            if (type == ValueType.STRING) {
              text.set(i, chunk.strings(), (int) chunk.body(row));
            } else if (type != ValueType.EMPTY) {
              json.clear();
              json.value(type, chunk.body(row), chunk.strings());
              text.set(i, json.buffer(), 0, json.size());
            }
          }
          text.load((VarCharVector) vector, window.size());
        });
  }
}
