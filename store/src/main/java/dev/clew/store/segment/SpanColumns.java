package dev.clew.store.segment;

import dev.clew.model.NestedSets;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanLinks;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.parquet.Values;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToIntFunction;

/// The columns of `spans.parquet` but those of the attributes.
final class SpanColumns {
  private final List<SpanBatch> chunks;
  private final TraceOrder order;
  private final List<RowMapping> origins;
  private final int[] left;
  private final int[] right;
  private final int[] parent;
  private final JsonText json = new JsonText();

  /// @param origins leads from each chunk to the origins of the segment
  SpanColumns(List<SpanBatch> chunks, TraceOrder order, List<RowMapping> origins) {
    this.chunks = chunks;
    this.order = order;
    this.origins = origins;
    this.left = new int[order.size()];
    this.right = new int[order.size()];
    this.parent = new int[order.size()];
  }

  /// Receives the numbered traces one by one.
  interface TraceVisitor {
    /// @param first position of the trace's first span
    void visit(int first, NestedSets numbers, int count);
  }

  /// Numbers the spans of every trace.
  void number(TraceVisitor visitor) {
    for (int trace = 0; trace < order.traces(); trace++) {
      int first = order.traceStart(trace);
      int count = order.traceEnd(trace) - first;
      NestedSets numbers = NestedSets.of(new TraceSpans(first, count));
      for (int i = 0; i < count; i++) {
        left[first + i] = numbers.left(i);
        right[first + i] = numbers.right(i);
        parent[first + i] = numbers.parent(i);
      }
      visitor.visit(first, numbers, count);
    }
  }

  List<Column<SpanBatch>> columns() {
    List<Column<SpanBatch>> columns = new ArrayList<>();
    columns.add(Column.ofId("trace_id", SpanBatch::traceIdHigh, SpanBatch::traceIdLow));
    columns.add(Column.ofLong("span_id", ColumnType.INT64_RANDOM, SpanBatch::spanId));
    columns.add(Column.ofLong("parent_span_id", ColumnType.INT64_RANDOM, SpanBatch::parentSpanId));
    columns.add(Column.ofLong("start_nanos", ColumnType.INT64_NEAR, SpanBatch::startNanos));
    columns.add(
        Column.ofLong(
            "duration_nanos",
            ColumnType.INT64_RANDOM,
            (chunk, row) -> chunk.endNanos(row) - chunk.startNanos(row)));
    columns.add(Column.ofText("name", SpanBatch::name));
    columns.add(
        Column.ofText("service", (chunk, row) -> chunk.resources().name(chunk.resource(row))));
    columns.add(Column.ofLong("kind", ColumnType.INT8, (chunk, row) -> chunk.kind(row).ordinal()));
    columns.add(
        Column.ofLong("status", ColumnType.INT8, (chunk, row) -> chunk.status(row).ordinal()));
    columns.add(Column.ofLong("flags", ColumnType.INT32, SpanBatch::flags));
    addOptional(columns);
    columns.add(
        Column.of(
            "resource_id",
            ColumnType.INT32,
            (values, window) -> fillOrigins(values, window, true)));
    columns.add(
        Column.of(
            "scope_id", ColumnType.INT32, (values, window) -> fillOrigins(values, window, false)));
    columns.add(numbers("nested_left", left));
    columns.add(numbers("nested_right", right));
    columns.add(numbers("nested_parent", parent));
    return columns;
  }

  /// Columns that only exist where some row has a value.
  private void addOptional(List<Column<SpanBatch>> columns) {
    addText(columns, "status_message", SpanBatch::statusMessage);
    addText(columns, "trace_state", SpanBatch::traceState);
    addCount(columns, "dropped_attributes", SpanBatch::droppedAttributes);
    addCount(columns, "dropped_events", SpanBatch::droppedEvents);
    addCount(columns, "dropped_links", SpanBatch::droppedLinks);
    if (isAny(chunk -> chunk.events().size())) {
      columns.add(Column.of("events", ColumnType.LONG_TEXT, this::fillEvents));
    }
    if (isAny(chunk -> chunk.links().size())) {
      columns.add(Column.of("links", ColumnType.LONG_TEXT, this::fillLinks));
    }
  }

  private void addText(List<Column<SpanBatch>> columns, String name, Column.TextOf<SpanBatch> id) {
    if (isAny(id)) {
      columns.add(Column.ofOptionalText(name, id));
    }
  }

  private void addCount(List<Column<SpanBatch>> columns, String name, Column.TextOf<SpanBatch> of) {
    if (isAny(of)) {
      columns.add(Column.ofLong(name, ColumnType.INT32, of::of));
    }
  }

  private boolean isAny(ToIntFunction<SpanBatch> count) {
    return chunks.stream().anyMatch(chunk -> count.applyAsInt(chunk) > 0);
  }

  private boolean isAny(Column.TextOf<SpanBatch> value) {
    for (SpanBatch chunk : chunks) {
      for (int row = 0; row < chunk.size(); row++) {
        if (value.of(chunk, row) != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private void fillOrigins(Values values, Window<SpanBatch> window, boolean isResource) {
    for (int i = 0; i < window.size(); i++) {
      RowMapping mapping = origins.get(window.chunkIndex(i));
      SpanBatch chunk = window.chunk(i);
      int row = window.row(i);
      values.add(
          i, isResource ? mapping.resource(chunk.resource(row)) : mapping.scope(chunk.scope(row)));
    }
  }

  private static Column<SpanBatch> numbers(String name, int[] byPosition) {
    return Column.of(
        name,
        ColumnType.INT32,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            values.add(i, byPosition[window.first() + i]);
          }
        });
  }

  private void fillEvents(Values values, Window<SpanBatch> window) {
    for (int i = 0; i < window.size(); i++) {
      SpanBatch chunk = window.chunk(i);
      int row = window.row(i);
      SpanEvents events = chunk.events();
      if (events.start(row) == events.end(row)) {
        continue;
      }
      json.clear();
      for (int event = events.start(row); event < events.end(row); event++) {
        json.raw(event == events.start(row) ? "[{\"time_nanos\":" : ",{\"time_nanos\":");
        json.number(events.timeNanos(event)).raw(",\"name\":");
        json.quote(chunk.strings(), events.name(event)).raw(",\"dropped_attributes\":");
        json.number(events.droppedAttributes(event)).raw(",\"attributes\":");
        json.object(events.attributes(), event, chunk.strings()).raw("}");
      }
      json.raw("]");
      values.addText(i, json.buffer(), 0, json.size());
    }
  }

  private void fillLinks(Values values, Window<SpanBatch> window) {
    for (int i = 0; i < window.size(); i++) {
      SpanBatch chunk = window.chunk(i);
      SpanLinks links = chunk.links();
      int row = window.row(i);
      if (links.start(row) == links.end(row)) {
        continue;
      }
      json.clear();
      for (int link = links.start(row); link < links.end(row); link++) {
        json.raw(link == links.start(row) ? "[{\"trace_id\":\"" : ",{\"trace_id\":\"");
        json.raw(links.traceId(link).hex()).raw("\",\"span_id\":\"");
        json.raw(HexFormat.of().toHexDigits(links.spanId(link))).raw("\",\"trace_state\":");
        json.quote(chunk.strings(), links.traceState(link)).raw(",\"flags\":");
        json.number(links.flags(link)).raw(",\"dropped_attributes\":");
        json.number(links.droppedAttributes(link)).raw(",\"attributes\":");
        json.object(links.attributes(), link, chunk.strings()).raw("}");
      }
      json.raw("]");
      values.addText(i, json.buffer(), 0, json.size());
    }
  }

  /// The spans of one trace, wherever their chunks are.
  private final class TraceSpans implements NestedSets.Spans {
    private final int first;
    private final int count;

    TraceSpans(int first, int count) {
      this.first = first;
      this.count = count;
    }

    @Override
    public int size() {
      return count;
    }

    @Override
    public long spanId(int index) {
      return order.chunk(first + index).spanId(order.row(first + index));
    }

    @Override
    public long parentSpanId(int index) {
      return order.chunk(first + index).parentSpanId(order.row(first + index));
    }

    @Override
    public long startNanos(int index) {
      return order.chunk(first + index).startNanos(order.row(first + index));
    }

    @Override
    public SpanKind kind(int index) {
      return order.chunk(first + index).kind(order.row(first + index));
    }
  }
}
