package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.Attributes.Value;
import dev.clew.examples.otlp.Resource;
import dev.clew.examples.otlp.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A span that has not ended; closing it ends it at the story's present.
///
/// The first span of each process also carries what the story knows of the request.
final class OpenSpan implements AutoCloseable {
  private final Story story;
  private final Resource resource;
  private final long id;
  private final @Nullable OpenSpan parent;
  private final boolean isAfterHop;
  private final Span.Kind kind;
  private final String name;
  private final long startNanos;
  private final SequencedMap<String, Value> values = new LinkedHashMap<>();
  private final List<Span.Event> events = new ArrayList<>();
  private final List<Span.Link> links = new ArrayList<>();
  private Span.Status status = Span.Status.UNSET;

  OpenSpan(
      Story story,
      Resource resource,
      long id,
      @Nullable OpenSpan parent,
      boolean isAfterHop,
      Span.Kind kind,
      String name) {
    this.story = story;
    this.resource = resource;
    this.id = id;
    this.parent = parent;
    this.isAfterHop = isAfterHop;
    this.kind = kind;
    this.name = name;
    this.startNanos = story.nowNanos();
  }

  Resource resource() {
    return resource;
  }

  long id() {
    return id;
  }

  long startNanos() {
    return startNanos;
  }

  OpenSpan set(String key, String text) {
    values.put(key, new Value.Text(text));
    return this;
  }

  OpenSpan set(String key, long whole) {
    values.put(key, new Value.Whole(whole));
    return this;
  }

  OpenSpan set(String key, boolean truth) {
    values.put(key, new Value.Truth(truth));
    return this;
  }

  OpenSpan set(String key, List<String> texts) {
    values.put(key, new Value.Texts(texts));
    return this;
  }

  OpenSpan setAll(Attributes attributes) {
    values.putAll(attributes.values());
    return this;
  }

  OpenSpan event(String event, Attributes attributes) {
    events.add(new Span.Event(story.nowNanos(), event, attributes));
    return this;
  }

  OpenSpan link(Story cause, OpenSpan span, Attributes attributes) {
    links.add(new Span.Link(cause.traceId(), span.id, attributes));
    return this;
  }

  OpenSpan fail(String errorType) {
    status = Span.Status.ERROR;
    return set("error.type", errorType);
  }

  OpenSpan fail(Failure failure) {
    return fail(failure.type()).exception(failure);
  }

  OpenSpan exception(Failure failure) {
    return event("exception", failure.attributes());
  }

  @Override
  public void close() {
    if (parent == null || isAfterHop) {
      setAll(story.context());
    }
    Span span =
        new Span(
            resource,
            story.traceId(),
            id,
            parent == null ? 0 : parent.id,
            isAfterHop,
            kind,
            name,
            startNanos,
            story.nowNanos(),
            status,
            new Attributes(values),
            events,
            links);
    story.ended(this, span, parent);
  }
}
