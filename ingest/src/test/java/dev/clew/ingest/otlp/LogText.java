package dev.clew.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.ArrayList;
import java.util.List;

/// What a batch should say of a log request, in the words of [BatchText].
final class LogText {
  private final List<String> rows = new ArrayList<>();
  private long rejected;

  LogText(LogsData data) {
    for (ResourceLogs resource : data.getResourceLogsList()) {
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        String origins =
            MessageText.resource(resource.getResource(), resource.getSchemaUrl())
                + "\n"
                + MessageText.scope(scope.getScope(), scope.getSchemaUrl());
        scope.getLogRecordsList().forEach(log -> add(log, origins));
      }
    }
  }

  List<String> rows() {
    return rows;
  }

  long rejected() {
    return rejected;
  }

  private void add(LogRecord log, String origins) {
    long observed = log.getObservedTimeUnixNano();
    long time = log.getTimeUnixNano();
    if (time == 0) {
      time = observed == 0 ? TraceText.RECEIVED_NANOS : observed;
    }
    if (time < 0 || observed < 0) {
      rejected++;
      return;
    }
    int severity = log.getSeverityNumberValue();
    rows.add(
        String.join(
            "\n",
            "log " + time + " observed " + observed,
            "trace " + id(log.getTraceId(), 16) + " " + id(log.getSpanId(), 8),
            (severity < 0 || severity > 24 ? 0 : severity) + " " + log.getSeverityText(),
            "event " + log.getEventName() + " flags " + log.getFlags(),
            "body " + MessageText.value(log.getBody()),
            MessageText.attributes(log.getAttributesList(), log.getDroppedAttributesCount()),
            origins));
  }

  private static String id(ByteString id, int length) {
    return id.size() == length ? MessageText.hex(id) : "00".repeat(length);
  }
}
