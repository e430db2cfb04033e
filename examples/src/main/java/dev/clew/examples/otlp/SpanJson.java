package dev.clew.examples.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Writes the members of a span.
final class SpanJson {
  /// Sampled (bit 0), "is the parent remote" is known (bit 8), and that it is (bit 9).
  private static final int LOCAL_PARENT = 0x101;

  private static final int REMOTE_PARENT = 0x301;

  private final JsonGenerator json;
  private final OtlpJson otlp;

  SpanJson(JsonGenerator json, OtlpJson otlp) {
    this.json = json;
    this.otlp = otlp;
  }

  void write(Span span) throws IOException {
    json.writeStringField("traceId", span.traceId().toString());
    json.writeStringField("spanId", SpanIds.hex(span.id()));
    if (span.parentId() != 0) {
      json.writeStringField("parentSpanId", SpanIds.hex(span.parentId()));
    }
    json.writeNumberField("flags", span.hasRemoteParent() ? REMOTE_PARENT : LOCAL_PARENT);
    json.writeStringField("name", span.name());
    json.writeNumberField("kind", span.kind().ordinal() + 1);
    otlp.whole("startTimeUnixNano", span.startNanos());
    otlp.whole("endTimeUnixNano", span.endNanos());
    otlp.attributes(span.attributes());
    otlp.objects("events", span.events(), this::event);
    otlp.objects("links", span.links(), this::link);
    json.writeObjectFieldStart("status");
    if (span.status() != Span.Status.UNSET) {
      json.writeNumberField("code", span.status().ordinal());
    }
    json.writeEndObject();
  }

  private void event(Span.Event event) throws IOException {
    otlp.whole("timeUnixNano", event.atNanos());
    json.writeStringField("name", event.name());
    otlp.attributes(event.attributes());
  }

  private void link(Span.Link link) throws IOException {
    json.writeStringField("traceId", link.traceId().toString());
    json.writeStringField("spanId", SpanIds.hex(link.spanId()));
    otlp.attributes(link.attributes());
    json.writeNumberField("flags", REMOTE_PARENT);
  }
}
