package dev.clew.ingest.otlp;

import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.LogsData;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.util.random.RandomGenerator;

/// Random log requests.
final class RandomLogs {
  private final RandomGenerator random;
  private final RandomValues values;

  RandomLogs(RandomGenerator random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  LogsData logs() {
    LogsData.Builder data = LogsData.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      data.addResourceLogs(resourceLogs());
    }
    return data.build();
  }

  private ResourceLogs resourceLogs() {
    ResourceLogs.Builder group = ResourceLogs.newBuilder();
    if (values.chance(90)) {
      group.setResource(values.resource());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      group.addScopeLogs(scopeLogs());
    }
    return group.setSchemaUrl(values.text()).build();
  }

  private ScopeLogs scopeLogs() {
    ScopeLogs.Builder group = ScopeLogs.newBuilder();
    if (values.chance(90)) {
      group.setScope(values.scope());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      group.addLogRecords(record());
    }
    return group.setSchemaUrl(values.text()).build();
  }

  private LogRecord record() {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(values.time())
            .setObservedTimeUnixNano(values.time())
            .setSeverityNumberValue(random.nextInt(28) - 1)
            .setSeverityText(values.text())
            .addAllAttributes(values.attributes())
            .setDroppedAttributesCount(values.count())
            .setFlags(random.nextInt())
            .setEventName(values.text());
    if (random.nextBoolean()) {
      log.setBody(values.anyValue(3));
    }
    if (random.nextBoolean()) {
      log.setTraceId(values.id(16)).setSpanId(values.id(8));
    }
    return log.build();
  }
}
