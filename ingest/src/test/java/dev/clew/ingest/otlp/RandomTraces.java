package dev.clew.ingest.otlp;

import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.util.random.RandomGenerator;

/// Random trace requests: every field set or not, values at their edges, some spans invalid.
final class RandomTraces {
  private final RandomGenerator random;
  private final RandomValues values;

  RandomTraces(RandomGenerator random) {
    this.random = random;
    this.values = new RandomValues(random);
  }

  TracesData traces() {
    TracesData.Builder data = TracesData.newBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      data.addResourceSpans(resourceSpans());
    }
    return data.build();
  }

  private ResourceSpans resourceSpans() {
    ResourceSpans.Builder group = ResourceSpans.newBuilder();
    if (values.chance(90)) {
      group.setResource(values.resource());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      group.addScopeSpans(scopeSpans());
    }
    return group.setSchemaUrl(values.text()).build();
  }

  private ScopeSpans scopeSpans() {
    ScopeSpans.Builder group = ScopeSpans.newBuilder();
    if (values.chance(90)) {
      group.setScope(values.scope());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      group.addSpans(span());
    }
    return group.setSchemaUrl(values.text()).build();
  }

  private Span span() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(values.id(16))
            .setSpanId(values.id(8))
            .setTraceState(values.text())
            .setName(values.text())
            .setKindValue(random.nextInt(8) - 1)
            .setStartTimeUnixNano(values.time())
            .setEndTimeUnixNano(values.time())
            .addAllAttributes(values.attributes())
            .setDroppedAttributesCount(values.count())
            .setDroppedEventsCount(values.count())
            .setDroppedLinksCount(values.count())
            .setFlags(random.nextInt());
    if (random.nextBoolean()) {
      span.setParentSpanId(values.id(8));
    }
    if (random.nextBoolean()) {
      span.setStatus(
          Status.newBuilder().setMessage(values.text()).setCodeValue(random.nextInt(5) - 1));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addEvents(event());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      span.addLinks(link());
    }
    return span.build();
  }

  private Span.Event event() {
    return Span.Event.newBuilder()
        .setTimeUnixNano(values.time())
        .setName(values.text())
        .addAllAttributes(values.attributes())
        .setDroppedAttributesCount(values.count())
        .build();
  }

  private Span.Link link() {
    return Span.Link.newBuilder()
        .setTraceId(values.id(16))
        .setSpanId(values.id(8))
        .setTraceState(values.text())
        .addAllAttributes(values.attributes())
        .setDroppedAttributesCount(values.count())
        .setFlags(random.nextInt())
        .build();
  }
}
