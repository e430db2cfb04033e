package dev.clew.query.run;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.ValueType;

/// Builds batches by hand. Times are in milliseconds; a span lasts 10 unless told otherwise.
public final class Spans {
  private final SpanBatch batch = new SpanBatch();

  /// A span that is built; ended by the next one or by [#batch].
  private boolean isOpen;

  /// Begins a span whose parent is 0 for a root.
  public Spans span(long trace, long id, long parent) {
    end();
    isOpen = true;
    int row = batch.size();
    batch.traceIdHigh(row, 0);
    batch.traceIdLow(row, trace);
    batch.spanId(row, id);
    batch.parentSpanId(row, parent);
    batch.name(row, text("span " + id));
    batch.resource(row, batch.resources().endRow(0, 0, 0, 0));
    batch.scope(row, batch.scopes().endRow(0, 0, 0, 0));
    return at(id, 10);
  }

  public Spans at(long startMillis, long durationMillis) {
    batch.startNanos(batch.size(), startMillis * 1_000_000);
    batch.endNanos(batch.size(), (startMillis + durationMillis) * 1_000_000);
    return this;
  }

  public Spans named(String name) {
    batch.name(batch.size(), text(name));
    return this;
  }

  public Spans kind(SpanKind kind) {
    batch.kind(batch.size(), kind);
    return this;
  }

  public Spans failed() {
    batch.status(batch.size(), SpanStatus.ERROR);
    return this;
  }

  public Spans service(String name) {
    int service = text(name);
    batch.resources().attributes().add(text("service.name"), ValueType.STRING, service);
    batch.resource(batch.size(), batch.resources().endRow(service, 0, 0, 0));
    return this;
  }

  public Spans scope(String name, String version) {
    batch.scope(batch.size(), batch.scopes().endRow(text(name), text(version), 0, 0));
    return this;
  }

  /// Adds an attribute of the type that the object has; a text that begins with a bracket is an
  /// array, with a brace a map.
  public Spans with(String key, Object value) {
    add(batch.attributes(), key, value);
    return this;
  }

  public Spans event(String name, String key, Object value) {
    add(batch.events().attributes(), key, value);
    batch.events().add(batch.startNanos(batch.size()) + 1_000, text(name), 0);
    return this;
  }

  public SpanBatch batch() {
    end();
    return batch;
  }

  private void end() {
    if (isOpen) {
      batch.endRow();
      isOpen = false;
    }
  }

  private void add(Attributes attributes, String key, Object value) {
    switch (value) {
      case Long number -> attributes.add(text(key), ValueType.INT, number);
      case Integer number -> attributes.add(text(key), ValueType.INT, number);
      case Double number ->
          attributes.add(text(key), ValueType.DOUBLE, Double.doubleToRawLongBits(number));
      case Boolean isTrue -> attributes.add(text(key), ValueType.BOOL, isTrue ? 1 : 0);
      default -> attributes.add(text(key), typeOf(value.toString()), text(value.toString()));
    }
  }

  private static ValueType typeOf(String text) {
    return text.startsWith("[")
        ? ValueType.ARRAY
        : text.startsWith("{") ? ValueType.MAP : ValueType.STRING;
  }

  private int text(String text) {
    return batch.strings().add(text);
  }
}
