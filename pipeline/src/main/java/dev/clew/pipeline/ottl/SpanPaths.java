package dev.clew.pipeline.ottl;

import static java.util.Map.entry;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanLinks;
import dev.clew.model.SpanStatus;
import dev.clew.pipeline.ottl.Value.Entries;
import dev.clew.pipeline.ottl.Value.Items;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Columns of spans and of their events, by path.
final class SpanPaths {
  static final Map<String, Column> SPAN =
      Map.ofEntries(
          entry("name", text(SpanBatch::name, SpanBatch::name)),
          entry("status.message", text(SpanBatch::statusMessage, SpanBatch::statusMessage)),
          entry("trace_state", text(SpanBatch::traceState, SpanBatch::traceState)),
          entry(
              "kind",
              number(
                  (batch, row) -> batch.kind(row).ordinal(),
                  (batch, row, value) -> batch.kind(row, SpanKind.of(small(value))))),
          entry("kind.string", kindText(SpanPaths::kindName)),
          entry("kind.deprecated_string", kindText(kind -> "SPAN_KIND_" + kind)),
          entry(
              "status.code",
              number(
                  (batch, row) -> batch.status(row).ordinal(),
                  (batch, row, value) -> batch.status(row, SpanStatus.of(small(value))))),
          entry("trace_id", traceId()),
          entry("trace_id.string", hex((batch, row) -> batch.traceId(row).hex())),
          entry("span_id", spanId(SpanBatch::spanId, SpanBatch::spanId)),
          entry("span_id.string", hex((batch, row) -> hex(batch.spanId(row)))),
          entry("parent_span_id", spanId(SpanBatch::parentSpanId, SpanBatch::parentSpanId)),
          entry(
              "parent_span_id.string",
              hex((batch, row) ->
                  batch.parentSpanId(row) == 0 ? "" : hex(batch.parentSpanId(row)))),
          entry("start_time_unix_nano", number(SpanBatch::startNanos, SpanBatch::startNanos)),
          entry("end_time_unix_nano", number(SpanBatch::endNanos, SpanBatch::endNanos)),
          entry("start_time", time(SpanBatch::startNanos, SpanBatch::startNanos)),
          entry("end_time", time(SpanBatch::endNanos, SpanBatch::endNanos)),
          entry(
              "dropped_attributes_count",
              number(
                  SpanBatch::droppedAttributes,
                  (batch, row, value) -> batch.droppedAttributes(row, (int) value))),
          entry(
              "dropped_events_count",
              number(
                  SpanBatch::droppedEvents,
                  (batch, row, value) -> batch.droppedEvents(row, (int) value))),
          entry(
              "dropped_links_count",
              number(
                  SpanBatch::droppedLinks,
                  (batch, row, value) -> batch.droppedLinks(row, (int) value))),
          entry(
              "events",
              Column.readOnly((view, row, slot) -> slot.value(events(view, view.batchRow(row))))),
          entry(
              "links",
              Column.readOnly((view, row, slot) -> slot.value(links(view, view.batchRow(row))))));

  static final Map<String, Column> EVENT =
      Map.of(
          "name",
          Column.of(
              (view, row, slot) -> slot.textId(view.spans().events().name(row)),
              (view, row, value) -> {
                view.spans().events().name(row, view.add(Expect.text(value)));
                view.edits().columnChanged();
              }),
          "time_unix_nano",
          Column.of(
              (view, row, slot) -> slot.integer(view.spans().events().timeNanos(row)),
              (view, row, value) -> setEventTime(view, row, Expect.integer(value))),
          "time",
          Column.of(
              (view, row, slot) -> slot.time(view.spans().events().timeNanos(row)),
              (view, row, value) -> setEventTime(view, row, Expect.time(value))),
          "dropped_attributes_count",
          Column.of(
              (view, row, slot) -> slot.integer(view.spans().events().droppedAttributes(row)),
              (view, row, value) -> {
                view.spans().events().droppedAttributes(row, (int) Expect.integer(value));
                view.edits().columnChanged();
              }),
          "event_index",
          Column.readOnly((view, row, slot) ->
              slot.integer(row - view.spans().events().start(view.batchRow(row)))));

  private SpanPaths() {}

  /// A number of a span.
  private interface Figure {
    long of(SpanBatch batch, int row);
  }

  /// Sets a number of a span.
  private interface SetFigure {
    void to(SpanBatch batch, int row, long value);
  }

  /// A text of a span.
  private interface IdText {
    String of(SpanBatch batch, int row);
  }

  /// A string id of a span.
  private interface TextId {
    int of(SpanBatch batch, int row);
  }

  /// Sets a string id of a span.
  private interface SetTextId {
    void to(SpanBatch batch, int row, int id);
  }

  /// A name of a kind.
  private interface KindText {
    String of(SpanKind kind);
  }

  private static Column number(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.integer(get.of(view.spans(), view.batchRow(row))),
        (view, row, value) -> {
          set.to(view.spans(), view.batchRow(row), Expect.integer(value));
          view.edits().columnChanged();
        });
  }

  private static Column time(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.time(get.of(view.spans(), view.batchRow(row))),
        (view, row, value) -> {
          set.to(view.spans(), view.batchRow(row), Expect.time(value));
          view.edits().columnChanged();
        });
  }

  private static Column text(TextId get, SetTextId set) {
    return Column.of(
        (view, row, slot) -> slot.textId(get.of(view.spans(), view.batchRow(row))),
        (view, row, value) -> {
          set.to(view.spans(), view.batchRow(row), view.add(Expect.text(value)));
          view.edits().columnChanged();
        });
  }

  private static Column hex(IdText get) {
    return Column.readOnly(
        (view, row, slot) -> slot.text(get.of(view.spans(), view.batchRow(row))));
  }

  private static Column kindText(KindText name) {
    return Column.of(
        (view, row, slot) -> slot.text(name.of(view.spans().kind(view.batchRow(row)))),
        (view, row, value) -> {
          String text = Expect.text(value);
          for (SpanKind kind : SpanKind.values()) {
            if (name.of(kind).equals(text)) {
              view.spans().kind(view.batchRow(row), kind);
              view.edits().columnChanged();
              return;
            }
          }
          throw new EvaluationException("unknown span kind " + Quoted.quote(text));
        });
  }

  private static String kindName(SpanKind kind) {
    String name = kind.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static Column traceId() {
    return Column.of(
        (view, row, slot) -> {
          SpanBatch batch = view.spans();
          int at = view.batchRow(row);
          slot.id(batch.traceIdHigh(at), batch.traceIdLow(at));
        },
        (view, row, value) -> {
          Bytes id = Expect.bytes(value, 16);
          view.spans().traceIdHigh(view.batchRow(row), id.longAt(0));
          view.spans().traceIdLow(view.batchRow(row), id.longAt(8));
          view.edits().columnChanged();
        });
  }

  private static Column spanId(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.id(get.of(view.spans(), view.batchRow(row))),
        (view, row, value) -> {
          set.to(view.spans(), view.batchRow(row), Expect.bytes(value, 8).longAt(0));
          view.edits().columnChanged();
        });
  }

  private static void setEventTime(View view, int row, long nanos) {
    view.spans().events().timeNanos(row, nanos);
    view.edits().columnChanged();
  }

  private static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  /// A number that stands for a kind or status; what is none becomes -1.
  private static int small(long value) {
    return value == (int) value ? (int) value : -1;
  }

  private static Value events(View view, int span) {
    SpanEvents events = view.spans().events();
    List<Value> items = new ArrayList<>();
    for (int event = events.start(span); event < events.end(span); event++) {
      items.add(
          new Entries(
              Map.of(
                  "name",
                  new Value.Text(view.text(events.name(event))),
                  "time_unix_nano",
                  new Value.Int(events.timeNanos(event)))));
    }
    return new Items(items);
  }

  private static Value links(View view, int span) {
    SpanLinks links = view.spans().links();
    List<Value> items = new ArrayList<>();
    for (int link = links.start(span); link < links.end(span); link++) {
      items.add(
          new Entries(
              Map.of(
                  "trace_id",
                  new Value.Text(links.traceId(link).hex()),
                  "span_id",
                  new Value.Text(hex(links.spanId(link))))));
    }
    return new Items(items);
  }
}
