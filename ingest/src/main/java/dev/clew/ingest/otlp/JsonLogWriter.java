package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.LogBatch;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.util.List;

/// Writes JSON log records.
final class JsonLogWriter {
  private static final List<String> LEVELS =
      List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");
  private static final int STEPS = 4;

  private final JsonPartWriter parts;
  private final JsonGenerator out;
  private final LogBatch batch;

  JsonLogWriter(JsonPartWriter parts, LogBatch batch) {
    this.parts = parts;
    this.out = parts.out();
    this.batch = batch;
  }

  void record(int row) throws IOException {
    out.writeStartObject();
    parts.int64("timeUnixNano", batch.timeNanos(row));
    parts.int64("observedTimeUnixNano", batch.observedNanos(row));
    parts.enumeration("severityNumber", batch.severity(row), severity(batch.severity(row)));
    parts.text("severityText", batch.severityText(row));
    parts.text("eventName", batch.eventName(row));
    if (batch.bodyType(row) != ValueType.EMPTY) {
      parts.value("body", batch.bodyType(row), batch.body(row));
    }
    parts.attributes(batch.attributes(), row);
    parts.int32("droppedAttributesCount", batch.droppedAttributes(row));
    parts.int32("flags", batch.flags(row));
    parts.traceId(batch.traceIdHigh(row), batch.traceIdLow(row));
    parts.spanId("spanId", batch.spanId(row));
    out.writeEndObject();
  }

  private static String severity(int number) {
    if (number < 1 || number > LEVELS.size() * STEPS) {
      return "SEVERITY_NUMBER_UNSPECIFIED";
    }
    int step = (number - 1) % STEPS;
    return "SEVERITY_NUMBER_" + LEVELS.get((number - 1) / STEPS) + (step == 0 ? "" : step + 1);
  }
}
