package dev.clew.pipeline.series;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;

/// Builds a batch of spans, one call for each part, in the order of OTLP.
public final class Spans {
  private final SpanBatch batch = new SpanBatch();
  private int resource;
  private long ids = 1;

  /// Following spans are of this resource.
  ///
  /// @param attributes keys and values in turn
  public Spans resource(Object... attributes) {
    Attributes target = batch.resources().attributes();
    add(target, attributes);
    int name = Strings.EMPTY;
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i].equals("service.name")) {
        name = batch.strings().add(attributes[i + 1].toString());
      }
    }
    resource = batch.resources().endRow(name, 0, 0, 0);
    return this;
  }

  public Spans service(String name) {
    return resource("service.name", name);
  }

  /// A finished span of kind server that took so long.
  public Spans span(String name, long nanos, Object... attributes) {
    return span(SpanKind.SERVER, SpanStatus.UNSET, name, nanos, attributes);
  }

  public Spans span(
      SpanKind kind, SpanStatus status, String name, long nanos, Object... attributes) {
    long id = ids++;
    return span(0xABC0 + id, id, 0, kind, status, name, nanos, attributes);
  }

  public Spans span(
      long trace,
      long id,
      long parent,
      SpanKind kind,
      SpanStatus status,
      String name,
      long nanos,
      Object... attributes) {
    int row = batch.size();
    batch.traceIdLow(row, trace);
    batch.spanId(row, id);
    batch.parentSpanId(row, parent);
    batch.startNanos(row, 1_000_000_000_000L);
    batch.endNanos(row, 1_000_000_000_000L + nanos);
    batch.name(row, batch.strings().add(name));
    batch.kind(row, kind);
    batch.status(row, status);
    batch.resource(row, resource);
    add(batch.attributes(), attributes);
    batch.endRow();
    return this;
  }

  private void add(Attributes target, Object... attributes) {
    Strings strings = batch.strings();
    for (int i = 0; i < attributes.length; i += 2) {
      int key = strings.add(attributes[i].toString());
      switch (attributes[i + 1]) {
        case Boolean flag -> target.add(key, ValueType.BOOL, flag ? 1 : 0);
        case Integer number -> target.add(key, ValueType.INT, number);
        case Long number -> target.add(key, ValueType.INT, number);
        case Double number -> target.add(key, ValueType.DOUBLE, Double.doubleToRawLongBits(number));
        case Object text -> target.add(key, ValueType.STRING, strings.add(text.toString()));
      }
    }
  }

  public SpanBatch batch() {
    return batch;
  }
}
