package dev.clew.pipeline.tailsampling;

import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;

/// Builds batches of spans, one row after the other.
public final class Spans {
  private static final long BASE_NANOS = 1_700_000_000_000_000_000L;

  private final SpanBatch batch = new SpanBatch(16);
  private int resource = -1;
  private long spanIds;

  public static TraceId trace(long number) {
    return new TraceId(0x5EED_0000_0000_0000L + number, number * 0x9E37_79B9_7F4A_7C15L | 1);
  }

  /// The resource of the spans that follow; pairs of key and text.
  public Spans resource(String... attributes) {
    Strings strings = batch.strings();
    Origins resources = batch.resources();
    for (int i = 0; i < attributes.length; i += 2) {
      resources
          .attributes()
          .add(strings.add(attributes[i]), ValueType.STRING, strings.add(attributes[i + 1]));
    }
    resource = resources.endRow(0, 0, 0, 0);
    return this;
  }

  /// An attribute of the span that [#span] adds next.
  public Spans with(String key, Object value) {
    Strings strings = batch.strings();
    int id = strings.add(key);
    switch (value) {
      case String text -> batch.attributes().add(id, ValueType.STRING, strings.add(text));
      case Long number -> batch.attributes().add(id, ValueType.INT, number);
      case Integer number -> batch.attributes().add(id, ValueType.INT, number);
      case Double number ->
          batch.attributes().add(id, ValueType.DOUBLE, Double.doubleToRawLongBits(number));
      case Boolean flag -> batch.attributes().add(id, ValueType.BOOL, flag ? 1 : 0);
      default -> throw new IllegalArgumentException("no attribute: " + value);
    }
    return this;
  }

  public Spans event(String name) {
    batch.events().add(BASE_NANOS, batch.strings().add(name), 0);
    return this;
  }

  public Spans status(SpanStatus status) {
    batch.status(batch.size(), status);
    return this;
  }

  public Spans traceState(String text) {
    batch.traceState(batch.size(), batch.strings().add(text));
    return this;
  }

  public Spans flags(int flags) {
    batch.flags(batch.size(), flags);
    return this;
  }

  public Spans root() {
    batch.parentSpanId(batch.size(), 0);
    isRoot = true;
    return this;
  }

  private boolean isRoot;

  /// Adds a span of a trace that lasts from one millisecond to another.
  public Spans span(TraceId id, long startMillis, long endMillis) {
    if (resource < 0) {
      resource("service.name", "test");
    }
    int row = batch.size();
    batch.traceIdHigh(row, id.high());
    batch.traceIdLow(row, id.low());
    batch.spanId(row, id.low() * 31 + ++spanIds);
    batch.parentSpanId(row, isRoot ? 0 : 7);
    isRoot = false;
    batch.startNanos(row, BASE_NANOS + startMillis * 1_000_000);
    batch.endNanos(row, BASE_NANOS + endMillis * 1_000_000);
    batch.name(row, batch.strings().add("login"));
    batch.resource(row, resource);
    batch.scope(row, batch.scopes().endRow(batch.strings().add("scope"), 0, 0, 0));
    batch.endRow();
    return this;
  }

  public Spans span(TraceId id) {
    return span(id, 0, 1);
  }

  public SpanBatch batch() {
    return batch;
  }
}
