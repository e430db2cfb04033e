package dev.clew.ingest.otlp;

import dev.clew.model.LogBatch;
import dev.clew.model.ValueType;

/// Writes protobuf `LogRecord` messages.
final class ProtoLogWriter {
  private static final int TIME = 1;
  private static final int SEVERITY = 2;
  private static final int SEVERITY_TEXT = 3;
  private static final int BODY = 5;
  private static final int ATTRIBUTE = 6;
  private static final int DROPPED_ATTRIBUTES = 7;
  private static final int FLAGS = 8;
  private static final int TRACE_ID = 9;
  private static final int SPAN_ID = 10;
  private static final int OBSERVED_TIME = 11;
  private static final int EVENT_NAME = 12;

  private final ProtoPartWriter parts;
  private final ProtoWriter out;
  private final LogBatch batch;

  ProtoLogWriter(ProtoPartWriter parts, LogBatch batch) {
    this.parts = parts;
    this.out = parts.out();
    this.batch = batch;
  }

  void record(int field, int row) {
    int mark = out.begin(field);
    parts.fixed64(TIME, batch.timeNanos(row));
    parts.number(SEVERITY, batch.severity(row));
    parts.text(SEVERITY_TEXT, batch.severityText(row));
    if (batch.bodyType(row) != ValueType.EMPTY) {
      parts.value(BODY, batch.bodyType(row), batch.body(row));
    }
    parts.attributes(ATTRIBUTE, batch.attributes(), row);
    parts.number(DROPPED_ATTRIBUTES, batch.droppedAttributes(row));
    parts.fixed32(FLAGS, batch.flags(row));
    if ((batch.traceIdHigh(row) | batch.traceIdLow(row)) != 0) {
      out.id(TRACE_ID, batch.traceIdHigh(row), batch.traceIdLow(row));
    }
    if (batch.spanId(row) != 0) {
      out.id(SPAN_ID, batch.spanId(row));
    }
    parts.fixed64(OBSERVED_TIME, batch.observedNanos(row));
    parts.text(EVENT_NAME, batch.eventName(row));
    out.end(mark);
  }
}
