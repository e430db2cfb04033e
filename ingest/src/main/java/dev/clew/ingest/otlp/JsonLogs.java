package dev.clew.ingest.otlp;

import dev.clew.ingest.JsonReader;
import dev.clew.ingest.LogIntake;
import dev.clew.model.LogBatch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON log records.
final class JsonLogs {
  private static final Map<String, Integer> SEVERITIES = severities();

  private final JsonReader in;
  private final JsonValues values;
  private final LogIntake intake;
  private final LogBatch batch;

  JsonLogs(JsonReader in, JsonValues values, LogIntake intake) {
    this.in = in;
    this.values = values;
    this.intake = intake;
    this.batch = intake.batch();
  }

  void read() throws IOException {
    if (!intake.begin()) {
      in.skip();
      return;
    }
    int row = batch.size();
    in.enterObject();
    while (in.nextField()) {
      field(row);
    }
    intake.end();
  }

  private void field(int row) throws IOException {
    switch (in.name()) {
      case "timeUnixNano" -> batch.timeNanos(row, in.int64());
      case "observedTimeUnixNano" -> batch.observedNanos(row, in.int64());
      case "severityNumber" -> intake.severity(in.enumNumber(SEVERITIES));
      case "severityText" -> batch.severityText(row, in.text());
      case "eventName" -> batch.eventName(row, in.text());
      case "flags" -> batch.flags(row, in.int32());
      case "body" -> {
        values.read();
        intake.body(values.type(), values.value());
      }
      case "attributes" -> values.attributes(intake.attributes());
      case "droppedAttributesCount" -> intake.droppedAttributes(in.int32());
      case "traceId" -> {
        int length = in.hex();
        intake.traceId(in.scratch(), 0, length);
      }
      case "spanId" -> {
        int length = in.hex();
        intake.spanId(in.scratch(), 0, length);
      }
      default -> in.skip();
    }
  }

  /// `SEVERITY_NUMBER_TRACE` is 1, `…_TRACE2` 2, and so on to `…_FATAL4`, 24.
  private static Map<String, Integer> severities() {
    Map<String, Integer> names = new HashMap<>();
    for (String level : List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL")) {
      for (String step : List.of("", "2", "3", "4")) {
        names.put("SEVERITY_NUMBER_" + level + step, names.size() + 1);
      }
    }
    return Map.copyOf(names);
  }
}
