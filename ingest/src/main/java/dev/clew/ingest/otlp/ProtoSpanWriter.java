package dev.clew.ingest.otlp;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanLinks;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;

/// Writes protobuf `Span` messages.
final class ProtoSpanWriter {
  private static final int TRACE_ID = 1;
  private static final int SPAN_ID = 2;
  private static final int TRACE_STATE = 3;
  private static final int PARENT_SPAN_ID = 4;
  private static final int NAME = 5;
  private static final int KIND = 6;
  private static final int START = 7;
  private static final int END = 8;
  private static final int ATTRIBUTE = 9;
  private static final int DROPPED_ATTRIBUTES = 10;
  private static final int EVENT = 11;
  private static final int DROPPED_EVENTS = 12;
  private static final int LINK = 13;
  private static final int DROPPED_LINKS = 14;
  private static final int STATUS = 15;
  private static final int FLAGS = 16;

  private static final int STATUS_MESSAGE = 2;
  private static final int STATUS_CODE = 3;

  private static final int EVENT_TIME = 1;
  private static final int EVENT_NAME = 2;
  private static final int EVENT_ATTRIBUTE = 3;
  private static final int EVENT_DROPPED = 4;

  private static final int LINK_ATTRIBUTE = 4;
  private static final int LINK_DROPPED = 5;
  private static final int LINK_FLAGS = 6;

  private final ProtoPartWriter parts;
  private final ProtoWriter out;
  private final SpanBatch batch;

  ProtoSpanWriter(ProtoPartWriter parts, SpanBatch batch) {
    this.parts = parts;
    this.out = parts.out();
    this.batch = batch;
  }

  void span(int field, int row) {
    int mark = out.begin(field);
    out.id(TRACE_ID, batch.traceIdHigh(row), batch.traceIdLow(row));
    out.id(SPAN_ID, batch.spanId(row));
    parts.text(TRACE_STATE, batch.traceState(row));
    if (batch.parentSpanId(row) != 0) {
      out.id(PARENT_SPAN_ID, batch.parentSpanId(row));
    }
    parts.text(NAME, batch.name(row));
    parts.number(KIND, batch.kind(row).ordinal());
    parts.fixed64(START, batch.startNanos(row));
    parts.fixed64(END, batch.endNanos(row));
    parts.attributes(ATTRIBUTE, batch.attributes(), row);
    parts.number(DROPPED_ATTRIBUTES, batch.droppedAttributes(row));
    events(row);
    parts.number(DROPPED_EVENTS, batch.droppedEvents(row));
    links(row);
    parts.number(DROPPED_LINKS, batch.droppedLinks(row));
    status(row);
    parts.fixed32(FLAGS, batch.flags(row));
    out.end(mark);
  }

  private void events(int row) {
    SpanEvents events = batch.events();
    for (int event = events.start(row); event < events.end(row); event++) {
      int mark = out.begin(EVENT);
      parts.fixed64(EVENT_TIME, events.timeNanos(event));
      parts.text(EVENT_NAME, events.name(event));
      parts.attributes(EVENT_ATTRIBUTE, events.attributes(), event);
      parts.number(EVENT_DROPPED, events.droppedAttributes(event));
      out.end(mark);
    }
  }

  private void links(int row) {
    SpanLinks links = batch.links();
    for (int link = links.start(row); link < links.end(row); link++) {
      int mark = out.begin(LINK);
      TraceId traceId = links.traceId(link);
      out.id(TRACE_ID, traceId.high(), traceId.low());
      out.id(SPAN_ID, links.spanId(link));
      parts.text(TRACE_STATE, links.traceState(link));
      parts.attributes(LINK_ATTRIBUTE, links.attributes(), link);
      parts.number(LINK_DROPPED, links.droppedAttributes(link));
      parts.fixed32(LINK_FLAGS, links.flags(link));
      out.end(mark);
    }
  }

  private void status(int row) {
    if (batch.status(row) != SpanStatus.UNSET || batch.statusMessage(row) != 0) {
      int mark = out.begin(STATUS);
      parts.text(STATUS_MESSAGE, batch.statusMessage(row));
      parts.number(STATUS_CODE, batch.status(row).ordinal());
      out.end(mark);
    }
  }
}
