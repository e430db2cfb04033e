package dev.clew.store.segment;

import dev.clew.model.LogBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads rows of `logs.parquet` back into a batch.
final class LogReader {
  private final LogBatch target;
  private final RowMapping origins;
  private final PickedColumns columns;
  private final Picked timeNanos;
  private final Picked observedNanos;
  private final Picked traceId;
  private final Picked spanId;
  private final Picked severity;
  private final Picked severityText;
  private final Picked eventName;
  private final Picked bodyType;
  private final Picked body;
  private final Picked flags;
  private final Picked droppedAttributes;
  private final Picked resource;
  private final Picked scope;
  private final AttributeValues attributes;

  LogReader(SegmentInfo info, SpanBatch origins, ParquetReader reader, LogBatch target) {
    this.target = target;
    this.origins = new RowMapping(origins, target);
    columns = new PickedColumns(reader, target.strings());
    timeNanos = columns.numbers("time_nanos");
    observedNanos = columns.numbers("observed_nanos");
    traceId = columns.numbers("trace_id");
    spanId = columns.numbers("span_id");
    severity = columns.numbers("severity");
    severityText = columns.texts("severity_text");
    eventName = columns.texts("event_name");
    bodyType = columns.numbers("body_type");
    body = columns.longTexts("body");
    flags = columns.numbers("flags");
    droppedAttributes = columns.numbers("dropped_attributes");
    resource = columns.numbers("resource_id");
    scope = columns.numbers("scope_id");
    attributes =
        new AttributeValues(
            columns, info.layout(), target.strings(), target.attributes(), _ -> true, true);
  }

  /// Adds rows of a row group to the target.
  void read(int group, RowSet rows) throws IOException {
    columns.move(group, rows);
    for (int row = 0; row < timeNanos.size(); row++) {
      readRow(row);
    }
  }

  private void readRow(int row) throws IOException {
    int to = target.size();
    target.timeNanos(to, timeNanos.number(row));
    target.observedNanos(to, observedNanos.number(row));
    if (traceId.isPresent(row)) {
      target.traceIdHigh(to, traceId.number(row));
      target.traceIdLow(to, traceId.low(row));
    }
    target.spanId(to, spanId.number(row));
    target.severity(to, (byte) severity.number(row));
    target.severityText(to, (int) severityText.number(row));
    target.eventName(to, (int) eventName.number(row));
    readBody(to, row);
    target.flags(to, (int) flags.number(row));
    target.droppedAttributes(to, (int) droppedAttributes.number(row));
    target.resource(to, origins.resource((int) resource.number(row)));
    target.scope(to, origins.scope((int) scope.number(row)));
    attributes.read(row);
    target.endRow();
  }

  private void readBody(int to, int row) throws IOException {
    ValueType type = ValueType.of((byte) bodyType.number(row));
    if (!body.isPresent(row)) {
      target.bodyType(to, ValueType.EMPTY);
      target.body(to, 0);
    } else if (type == ValueType.STRING) {
      int start = body.textStart(row);
      target.bodyType(to, type);
      target.body(to, target.strings().add(body.text(), start, body.textEnd(row) - start));
    } else {
      String text = new String(AttributeValues.bytes(body, row), StandardCharsets.UTF_8);
      byte[] member = ("{\"body\":" + text + "}").getBytes(StandardCharsets.UTF_8);
      attributes.json().read(member, target.attributes(), _ -> true);
      int entry = target.attributes().size() - 1;
      target.bodyType(to, target.attributes().type(entry));
      target.body(to, target.attributes().value(entry));
      target.attributes().discardOpen();
    }
  }
}
