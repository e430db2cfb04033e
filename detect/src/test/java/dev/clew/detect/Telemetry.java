package dev.clew.detect;

import dev.clew.model.Attributes;
import dev.clew.model.LogBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.util.Map;

/// Writes spans and log records as senders would.
public final class Telemetry {
  private Telemetry() {}

  /// A span of one second; `parent` is 0 for a root.
  public static int span(
      SpanBatch batch,
      long trace,
      long span,
      long parent,
      SpanKind kind,
      String service,
      String name,
      long startNanos,
      Map<String, Object> attributes) {
    int row = batch.size();
    batch.traceIdHigh(row, 1);
    batch.traceIdLow(row, trace);
    batch.spanId(row, span);
    batch.parentSpanId(row, parent);
    batch.kind(row, kind);
    batch.status(row, SpanStatus.UNSET);
    batch.name(row, batch.strings().add(name));
    batch.startNanos(row, startNanos);
    batch.endNanos(row, startNanos + 1_000_000_000L);
    int serviceName = batch.strings().add(service);
    batch
        .resources()
        .attributes()
        .add(batch.strings().add("service.name"), ValueType.STRING, serviceName);
    batch.resource(row, batch.resources().endRow(serviceName, 0, 0, 0));
    batch.scope(row, batch.scopes().endRow(0, 0, 0, 0));
    add(batch.attributes(), batch.strings(), attributes);
    return row;
  }

  /// An event of the span that is being built.
  public static void event(
      SpanBatch batch, String name, long nanos, Map<String, Object> attributes) {
    add(batch.events().attributes(), batch.strings(), attributes);
    batch.events().add(nanos, batch.strings().add(name), 0);
  }

  public static void log(
      LogBatch batch,
      long trace,
      String service,
      String eventName,
      String body,
      long nanos,
      Map<String, Object> attributes) {
    int row = batch.size();
    batch.traceIdHigh(row, trace == 0 ? 0 : 1);
    batch.traceIdLow(row, trace);
    batch.spanId(row, trace == 0 ? 0 : 77);
    batch.timeNanos(row, nanos);
    batch.eventName(row, batch.strings().add(eventName));
    batch.bodyType(row, ValueType.STRING);
    batch.body(row, batch.strings().add(body));
    int serviceName = batch.strings().add(service);
    batch
        .resources()
        .attributes()
        .add(batch.strings().add("service.name"), ValueType.STRING, serviceName);
    batch.resource(row, batch.resources().endRow(serviceName, 0, 0, 0));
    batch.scope(row, batch.scopes().endRow(0, 0, 0, 0));
    add(batch.attributes(), batch.strings(), attributes);
    batch.endRow();
  }

  private static void add(Attributes attributes, Strings strings, Map<String, Object> values) {
    values.forEach((key, value) -> {
      int id = strings.add(key);
      switch (value) {
        case Boolean flag -> attributes.add(id, ValueType.BOOL, flag ? 1 : 0);
        case Integer number -> attributes.add(id, ValueType.INT, number);
        case String text -> attributes.add(id, ValueType.STRING, strings.add(text));
        default -> throw new IllegalArgumentException(key + ": " + value);
      }
    });
  }
}
