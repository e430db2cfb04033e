package dev.clew.pipeline.ottl;

import static java.util.Map.entry;

import dev.clew.model.LogBatch;
import java.util.HexFormat;
import java.util.Map;

/// Columns of log records, by path.
final class LogPaths {
  static final Column BODY =
      Column.of(
          (view, row, slot) -> slot.column(view.logs().bodyType(row), view.logs().body(row)),
          (view, row, value) -> setBody(view, row, value.value()));

  static final Map<String, Column> LOG =
      Map.ofEntries(
          entry("body", BODY),
          entry("body.string", bodyText()),
          entry(
              "severity_number",
              Column.of(
                  (view, row, slot) -> slot.integer(view.logs().severity(row)),
                  (view, row, value) -> {
                    long number = Expect.integer(value);
                    if (number < 0 || number > 24) {
                      throw new EvaluationException("no severity number: " + number);
                    }
                    view.logs().severity(row, (byte) number);
                    view.edits().columnChanged();
                  })),
          entry("severity_text", text(LogBatch::severityText, LogBatch::severityText)),
          entry("event_name", text(LogBatch::eventName, LogBatch::eventName)),
          entry("time_unix_nano", number(LogBatch::timeNanos, LogBatch::timeNanos)),
          entry(
              "observed_time_unix_nano", number(LogBatch::observedNanos, LogBatch::observedNanos)),
          entry("time", time(LogBatch::timeNanos, LogBatch::timeNanos)),
          entry("observed_time", time(LogBatch::observedNanos, LogBatch::observedNanos)),
          entry(
              "flags",
              number(LogBatch::flags, (batch, row, value) -> batch.flags(row, (int) value))),
          entry(
              "dropped_attributes_count",
              number(
                  LogBatch::droppedAttributes,
                  (batch, row, value) -> batch.droppedAttributes(row, (int) value))),
          entry("trace_id", traceId()),
          entry(
              "trace_id.string",
              Column.readOnly((view, row, slot) -> slot.text(traceIdText(view.logs(), row)))),
          entry(
              "span_id",
              Column.of(
                  (view, row, slot) -> slot.id(view.logs().spanId(row)),
                  (view, row, value) -> {
                    view.logs().spanId(row, Expect.bytes(value, 8).longAt(0));
                    view.edits().columnChanged();
                  })),
          entry(
              "span_id.string",
              Column.readOnly((view, row, slot) -> slot.text(hex(view.logs().spanId(row))))));

  private LogPaths() {}

  /// A number of a record.
  private interface Figure {
    long of(LogBatch batch, int row);
  }

  /// Sets a number of a record.
  private interface SetFigure {
    void to(LogBatch batch, int row, long value);
  }

  /// A string id of a record.
  private interface TextId {
    int of(LogBatch batch, int row);
  }

  /// Sets a string id of a record.
  private interface SetTextId {
    void to(LogBatch batch, int row, int id);
  }

  static void setBody(View view, int row, Value value) {
    view.logs().bodyType(row, Attribution.type(value));
    view.logs().body(row, Attribution.bits(view, value));
    view.edits().columnChanged();
  }

  private static Column bodyText() {
    return Column.of(
        (view, row, slot) -> {
          slot.column(view.logs().bodyType(row), view.logs().body(row));
          String text = Texts.of(slot);
          slot.text(text == null ? "" : text);
        },
        (view, row, value) -> setBody(view, row, new Value.Text(Expect.text(value))));
  }

  private static Column number(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.integer(get.of(view.logs(), row)),
        (view, row, value) -> {
          set.to(view.logs(), row, Expect.integer(value));
          view.edits().columnChanged();
        });
  }

  private static Column time(Figure get, SetFigure set) {
    return Column.of(
        (view, row, slot) -> slot.time(get.of(view.logs(), row)),
        (view, row, value) -> {
          set.to(view.logs(), row, Expect.time(value));
          view.edits().columnChanged();
        });
  }

  private static Column text(TextId get, SetTextId set) {
    return Column.of(
        (view, row, slot) -> slot.textId(get.of(view.logs(), row)),
        (view, row, value) -> {
          set.to(view.logs(), row, view.add(Expect.text(value)));
          view.edits().columnChanged();
        });
  }

  private static Column traceId() {
    return Column.of(
        (view, row, slot) -> slot.id(view.logs().traceIdHigh(row), view.logs().traceIdLow(row)),
        (view, row, value) -> {
          Bytes id = Expect.bytes(value, 16);
          view.logs().traceIdHigh(row, id.longAt(0));
          view.logs().traceIdLow(row, id.longAt(8));
          view.edits().columnChanged();
        });
  }

  private static String traceIdText(LogBatch batch, int row) {
    boolean isEmpty = (batch.traceIdHigh(row) | batch.traceIdLow(row)) == 0;
    HexFormat format = HexFormat.of();
    return isEmpty
        ? ""
        : format.toHexDigits(batch.traceIdHigh(row)) + format.toHexDigits(batch.traceIdLow(row));
  }

  private static String hex(long id) {
    return id == 0 ? "" : HexFormat.of().toHexDigits(id);
  }
}
