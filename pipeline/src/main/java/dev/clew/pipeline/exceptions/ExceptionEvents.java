package dev.clew.pipeline.exceptions;

import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.exceptions.ExceptionsOptions.Dimension;
import java.util.List;
import java.util.Set;

/// The exceptions of a batch of spans: events named `exception` of spans that have a
/// `service.name`.
final class ExceptionEvents {
  static final String SERVICE_NAME = "service.name";
  static final String SPAN_NAME = "span.name";
  static final String SPAN_KIND = "span.kind";
  static final String STATUS_CODE = "status.code";
  static final Set<String> RESERVED = Set.of(SERVICE_NAME, SPAN_NAME, SPAN_KIND, STATUS_CODE);

  private final SpanBatch batch;
  private final List<Dimension> dimensions;
  private final int[] keys;
  private final int serviceName;

  ExceptionEvents(SpanBatch batch, List<Dimension> dimensions) {
    this.batch = batch;
    this.dimensions = dimensions;
    this.keys = dimensions.stream().mapToInt(each -> batch.strings().find(each.name())).toArray();
    this.serviceName = batch.strings().find(SERVICE_NAME);
  }

  /// Takes an exception.
  interface Taker {
    void take(int span, int event);
  }

  void forEach(Taker taker) {
    int name = batch.strings().find("exception");
    SpanEvents events = batch.events();
    for (int span = 0; name >= 0 && span < batch.size(); span++) {
      for (int event = events.start(span); event < events.end(span); event++) {
        if (events.name(event) == name && hasService(span)) {
          taker.take(span, event);
        }
      }
    }
  }

  private boolean hasService(int span) {
    return batch.resources().attributes().find(batch.resource(span), serviceName) >= 0;
  }

  /// Adds the attributes that every exception has, and its dimensions.
  void addTo(Sink target, int span, int event) {
    Strings strings = batch.strings();
    target.text(SPAN_NAME, strings, batch.name(span));
    target.text(SPAN_KIND, "SPAN_KIND_" + batch.kind(span));
    target.text(STATUS_CODE, "STATUS_CODE_" + batch.status(span));
    target.text(SERVICE_NAME, strings, batch.resources().name(batch.resource(span)));
    for (int i = 0; i < keys.length; i++) {
      Dimension dimension = dimensions.get(i);
      if (!found(target, dimension.name(), keys[i], batch.attributes(), span)
          && !found(target, dimension.name(), keys[i], batch.events().attributes(), event)
          && !found(
              target,
              dimension.name(),
              keys[i],
              batch.resources().attributes(),
              batch.resource(span))
          && dimension.orElse() != null) {
        target.text(dimension.name(), dimension.orElse());
      }
    }
  }

  private boolean found(Sink target, String name, int key, Attributes attributes, int owner) {
    int entry = attributes.find(owner, key);
    if (entry >= 0) {
      target.value(name, batch.strings(), attributes.type(entry), attributes.value(entry));
    }
    return entry >= 0;
  }

  /// Takes attributes.
  interface Sink {
    void value(String key, Strings source, ValueType type, long value);

    void text(String key, String value);

    default void text(String key, Strings source, int id) {
      value(key, source, ValueType.STRING, id);
    }
  }
}
