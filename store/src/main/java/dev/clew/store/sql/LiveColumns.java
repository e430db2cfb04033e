package dev.clew.store.sql;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBColumnType;
import org.jspecify.annotations.Nullable;

/// The stored columns of live rows, under the names that they have in a segment, and the derived
/// ones: `trace_text`, `attributes_json`, `resource_json`, and one for each wanted entry of a map.
final class LiveColumns {
  private LiveColumns() {}

  static List<LiveColumn<SpanBatch>> spans(Map<Hidden, String> entries) {
    List<LiveColumn<SpanBatch>> columns = new ArrayList<>();
    columns.add(
        LiveColumn.ofText(
            "trace_text",
            (chunk, row, _) -> traceText(chunk.traceIdHigh(row), chunk.traceIdLow(row))));
    columns.add(LiveColumn.ofLong("span_id", SpanBatch::spanId));
    columns.add(LiveColumn.ofLong("parent_span_id", SpanBatch::parentSpanId));
    columns.add(LiveColumn.ofLong("start_nanos", SpanBatch::startNanos));
    columns.add(
        LiveColumn.ofLong(
            "duration_nanos", (chunk, row) -> chunk.endNanos(row) - chunk.startNanos(row)));
    columns.add(LiveColumn.ofString("name", SpanBatch::name));
    columns.add(LiveColumn.ofLong("kind", (chunk, row) -> chunk.kind(row).ordinal()));
    columns.add(LiveColumn.ofLong("status", (chunk, row) -> chunk.status(row).ordinal()));
    columns.add(LiveColumn.ofOptionalString("status_message", SpanBatch::statusMessage));
    columns.add(LiveColumn.ofOptionalString("trace_state", SpanBatch::traceState));
    columns.add(LiveColumn.ofText("events", (chunk, row, text) -> text.events(chunk, row)));
    columns.add(LiveColumn.ofText("links", (chunk, row, text) -> text.links(chunk, row)));
    columns.add(LiveColumn.ofLong("dropped_attributes", SpanBatch::droppedAttributes));
    columns.add(LiveColumn.ofLong("dropped_events", SpanBatch::droppedEvents));
    columns.add(LiveColumn.ofLong("dropped_links", SpanBatch::droppedLinks));
    addCommon(columns, entries);
    return columns;
  }

  static List<LiveColumn<LogBatch>> logs(Map<Hidden, String> entries) {
    List<LiveColumn<LogBatch>> columns = new ArrayList<>();
    columns.add(LiveColumn.ofLong("time_nanos", LogBatch::timeNanos));
    columns.add(LiveColumn.ofLong("observed_nanos", LogBatch::observedNanos));
    columns.add(
        LiveColumn.ofText(
            "trace_text",
            (chunk, row, _) -> traceText(chunk.traceIdHigh(row), chunk.traceIdLow(row))));
    columns.add(LiveColumn.ofLong("span_id", LogBatch::spanId));
    columns.add(LiveColumn.ofLong("severity", LogBatch::severity));
    columns.add(LiveColumn.ofOptionalString("severity_text", LogBatch::severityText));
    columns.add(LiveColumn.ofOptionalString("event_name", LogBatch::eventName));
    columns.add(
        LiveColumn.ofText(
            "body", (chunk, row, text) -> text.value(chunk.bodyType(row), chunk.body(row))));
    addCommon(columns, entries);
    return columns;
  }

  static List<LiveColumn<PointBatch>> points(Map<Hidden, String> entries) {
    List<LiveColumn<PointBatch>> columns = new ArrayList<>();
    columns.add(LiveColumn.ofLong("time_nanos", PointBatch::timeNanos));
    columns.add(LiveColumn.ofLong("start_nanos", PointBatch::startNanos));
    columns.add(LiveColumn.ofString("metric", PointBatch::metric));
    columns.add(LiveColumn.ofString("unit", PointBatch::unit));
    columns.add(LiveColumn.ofString("description", PointBatch::description));
    columns.add(LiveColumn.ofLong("type", (chunk, row) -> chunk.type(row).ordinal()));
    columns.add(LiveColumn.ofLong("temporality", PointBatch::temporality));
    columns.add(
        LiveColumn.ofBoolean("is_monotonic", (chunk, row) -> chunk.isMonotonic(row) ? 1 : 0));
    columns.add(LiveColumn.ofDouble("value", PointBatch::value));
    columns.add(LiveColumn.ofLong("count", PointBatch::count));
    columns.add(LiveColumn.ofDouble("min", PointBatch::min));
    columns.add(LiveColumn.ofDouble("max", PointBatch::max));
    columns.add(LiveColumn.ofOptionalString("detail", PointBatch::detail));
    addCommon(columns, entries);
    return columns;
  }

  private static <B extends Batch> void addCommon(
      List<LiveColumn<B>> columns, Map<Hidden, String> entries) {
    columns.add(
        new LiveColumn<>(
            "row_number",
            DuckDBColumnType.BIGINT,
            (vector, _, first, count, text) -> {
              for (int i = 0; i < count; i++) {
                vector.setLong(i, text.rowNumber(first + i));
              }
            }));
    columns.add(
        LiveColumn.ofString(
            "service", (chunk, row) -> chunk.resources().name(chunk.resource(row))));
    columns.add(
        LiveColumn.ofString("scope_name", (chunk, row) -> chunk.scopes().name(chunk.scope(row))));
    columns.add(
        LiveColumn.ofString(
            "scope_version", (chunk, row) -> chunk.scopes().version(chunk.scope(row))));
    columns.add(
        LiveColumn.ofText(
            "attributes_json", (chunk, row, text) -> text.attributes(chunk.attributes(), row)));
    columns.add(
        LiveColumn.ofText(
            "resource_json",
            (chunk, row, text) -> text.resource(chunk.resources(), chunk.resource(row))));
    entries.forEach((column, name) -> {
      if (column instanceof Hidden.Entry(Hidden.Maps map, String key, _)) {
        columns.add(entry(name, map, key));
      }
    });
  }

  private static <B extends Batch> LiveColumn<B> entry(String name, Hidden.Maps map, String key) {
    return new LiveColumn<>(
        name,
        DuckDBColumnType.VARCHAR,
        (vector, chunk, first, count, text) -> {
          int id = chunk.strings().find(key);
          byte @Nullable [][] values = new byte[count][];
          for (int i = 0; i < count; i++) {
            int row = first + i;
            values[i] =
                switch (map) {
                  case ATTRIBUTES -> text.value(chunk.attributes(), row, id);
                  case RESOURCE ->
                      text.value(chunk.resources().attributes(), chunk.resource(row), id);
                };
          }
          vector.setStringUtf8Batch(0, values);
        });
  }

  private static byte @Nullable [] traceText(long high, long low) {
    return (high | low) == 0
        ? null
        : new TraceId(high, low).hex().getBytes(StandardCharsets.US_ASCII);
  }
}
