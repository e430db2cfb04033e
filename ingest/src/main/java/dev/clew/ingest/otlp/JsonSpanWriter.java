package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanLinks;
import dev.clew.model.SpanStatus;
import java.io.IOException;

/// Writes JSON spans.
final class JsonSpanWriter {
  private final JsonPartWriter parts;
  private final JsonGenerator out;
  private final SpanBatch batch;

  JsonSpanWriter(JsonPartWriter parts, SpanBatch batch) {
    this.parts = parts;
    this.out = parts.out();
    this.batch = batch;
  }

  void span(int row) throws IOException {
    out.writeStartObject();
    parts.traceId(batch.traceIdHigh(row), batch.traceIdLow(row));
    parts.spanId("spanId", batch.spanId(row));
    parts.text("traceState", batch.traceState(row));
    parts.spanId("parentSpanId", batch.parentSpanId(row));
    parts.int32("flags", batch.flags(row));
    parts.text("name", batch.name(row));
    SpanKind kind = batch.kind(row);
    parts.enumeration("kind", kind.ordinal(), "SPAN_KIND_" + kind);
    parts.int64("startTimeUnixNano", batch.startNanos(row));
    parts.int64("endTimeUnixNano", batch.endNanos(row));
    parts.attributes(batch.attributes(), row);
    parts.int32("droppedAttributesCount", batch.droppedAttributes(row));
    events(row);
    parts.int32("droppedEventsCount", batch.droppedEvents(row));
    links(row);
    parts.int32("droppedLinksCount", batch.droppedLinks(row));
    status(row);
    out.writeEndObject();
  }

  private void events(int row) throws IOException {
    SpanEvents events = batch.events();
    if (events.start(row) == events.end(row)) {
      return;
    }
    out.writeArrayFieldStart("events");
    for (int event = events.start(row); event < events.end(row); event++) {
      out.writeStartObject();
      parts.int64("timeUnixNano", events.timeNanos(event));
      parts.text("name", events.name(event));
      parts.attributes(events.attributes(), event);
      parts.int32("droppedAttributesCount", events.droppedAttributes(event));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void links(int row) throws IOException {
    SpanLinks links = batch.links();
    if (links.start(row) == links.end(row)) {
      return;
    }
    out.writeArrayFieldStart("links");
    for (int link = links.start(row); link < links.end(row); link++) {
      out.writeStartObject();
      parts.traceId(links.traceId(link).high(), links.traceId(link).low());
      parts.spanId("spanId", links.spanId(link));
      parts.text("traceState", links.traceState(link));
      parts.attributes(links.attributes(), link);
      parts.int32("droppedAttributesCount", links.droppedAttributes(link));
      parts.int32("flags", links.flags(link));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void status(int row) throws IOException {
    SpanStatus status = batch.status(row);
    out.writeObjectFieldStart("status");
    parts.text("message", batch.statusMessage(row));
    parts.enumeration("code", status.ordinal(), "STATUS_CODE_" + status);
    out.writeEndObject();
  }
}
