package dev.clew.examples.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// Writes the members of a log record.
final class LogJson {
  private static final int SAMPLED = 1;

  private final JsonGenerator json;
  private final OtlpJson otlp;

  LogJson(JsonGenerator json, OtlpJson otlp) {
    this.json = json;
    this.otlp = otlp;
  }

  void write(LogRecord log) throws IOException {
    otlp.whole("timeUnixNano", log.atNanos());
    otlp.whole("observedTimeUnixNano", log.atNanos());
    json.writeNumberField("severityNumber", log.severity().number);
    json.writeStringField("severityText", log.severity().name());
    json.writeStringField("eventName", log.eventName());
    otlp.value("body", new Attributes.Value.Fields(log.body()));
    otlp.attributes(log.attributes());
    json.writeStringField("traceId", log.traceId().toString());
    json.writeStringField("spanId", SpanIds.hex(log.spanId()));
    json.writeNumberField("flags", SAMPLED);
  }
}
