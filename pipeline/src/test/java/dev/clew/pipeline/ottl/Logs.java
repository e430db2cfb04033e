package dev.clew.pipeline.ottl;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.ValueType;
import java.util.List;

/// One log record with an attribute of each type, and questions to it.
final class Logs {
  private Logs() {}

  static LogBatch record() {
    LogBatch batch = new LogBatch();
    batch.timeNanos(0, 1_700_000_000_000_000_123L);
    batch.observedNanos(0, 1_700_000_000_000_000_456L);
    batch.severity(0, (byte) 9);
    batch.severityText(0, batch.strings().add("INFO"));
    batch.bodyType(0, ValueType.STRING);
    batch.body(0, batch.strings().add("hello"));
    attribute(batch, "text", ValueType.STRING, batch.strings().add("a"));
    attribute(batch, "int", ValueType.INT, 1);
    attribute(batch, "double", ValueType.DOUBLE, Double.doubleToRawLongBits(1.5));
    attribute(batch, "true", ValueType.BOOL, 1);
    attribute(batch, "false", ValueType.BOOL, 0);
    attribute(batch, "bytes", ValueType.BYTES, batch.strings().add(new byte[] {1, -2}, 0, 2));
    attribute(batch, "list", ValueType.ARRAY, batch.strings().add("[1,\"x\"]"));
    attribute(batch, "map", ValueType.MAP, batch.strings().add("{\"k\":{\"j\":[7,8]}}"));
    attribute(batch, "empty", ValueType.EMPTY, 0);
    batch.resources().attributes().add(batch.strings().add("host"), ValueType.STRING, 2);
    batch.resource(0, batch.resources().endRow(0, 0, 0, 0));
    batch.scope(0, batch.scopes().endRow(batch.strings().add("lib"), 0, 0, 0));
    batch.endRow();
    return batch;
  }

  static void attribute(Batch batch, String key, ValueType type, long value) {
    batch.attributes().add(batch.strings().add(key), type, value);
  }

  /// Whether a condition holds for the record.
  static boolean holds(String condition) {
    return holds(condition, record());
  }

  static boolean holds(String condition, LogBatch batch) {
    return OttlConditions.parse(Context.LOG, List.of(condition))
        .bind(batch, ErrorMode.PROPAGATE, new EvaluationErrors("test"))
        .test(0);
  }
}
