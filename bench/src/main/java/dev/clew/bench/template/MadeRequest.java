package dev.clew.bench.template;

import dev.clew.bench.template.MadeBodies.Kind;
import dev.clew.bench.template.MadeBodies.MadeSpan;
import dev.clew.bench.wire.Schema;
import dev.clew.bench.wire.Slot;
import dev.clew.bench.wire.WireField;
import dev.clew.bench.wire.WireField.Fixed64;
import dev.clew.bench.wire.WireField.Leaf;
import dev.clew.bench.wire.WireField.Message;
import dev.clew.bench.wire.WireField.Varint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Builds one request of made traces, grouped by service as exporters do.
final class MadeRequest {
  private static final long EPOCH_NANOS = 1_750_000_000_000_000_000L;

  private final RandomGenerator random;
  private final Kind kind;
  private final Map<String, List<WireField>> spansByService = new TreeMap<>();

  MadeRequest(RandomGenerator random, Kind kind) {
    this.random = random;
    this.kind = kind;
  }

  /// Adds a tree of spans; a parent comes before its children.
  void addTrace(long delayNanos) {
    String traceId = octets(random.nextLong()) + octets(random.nextLong());
    List<String> spanIds = new ArrayList<>();
    long start = EPOCH_NANOS + delayNanos;
    for (int i = 0; i < kind.spans(); i++) {
      String service = kind.service(i);
      MadeSpan made = kind.span(service, i);
      String parent = i == 0 ? "" : spanIds.get(random.nextInt(Math.max(0, i - 4), i));
      spanIds.add(octets(random.nextLong() | 1));
      spansByService
          .computeIfAbsent(service, _ -> new ArrayList<>())
          .add(span(traceId, spanIds.getLast(), parent, start, made));
      start += random.nextInt(200_000, 4_000_000);
    }
  }

  Message build() {
    List<WireField> groups = new ArrayList<>();
    spansByService.forEach((service, spans) -> groups.add(group(service, spans)));
    return new Message(0, Schema.REQUEST, groups);
  }

  private Message span(
      String traceId, String spanId, String parentId, long startNanos, MadeSpan made) {
    List<WireField> fields = new ArrayList<>();
    fields.add(new Leaf(Otlp.TRACE_ID, traceId, Slot.TRACE_ID));
    fields.add(new Leaf(Otlp.SPAN_ID, spanId, Slot.SPAN_ID));
    if (!parentId.isEmpty()) {
      fields.add(new Leaf(Otlp.PARENT_ID, parentId, Slot.SPAN_ID));
    }
    fields.add(Leaf.text(Otlp.NAME, made.name(), made.nameSlot()));
    fields.add(new Varint(Otlp.KIND, made.kind()));
    fields.add(new Fixed64(Otlp.START, startNanos, Slot.START));
    fields.add(new Fixed64(Otlp.END, startNanos + duration(), Slot.END));
    fields.addAll(made.attributes());
    if (random.nextInt(20) == 0) {
      fields.add(event(startNanos + 1_000));
    }
    fields.add(new Message(Otlp.STATUS, Schema.STATUS, List.of()));
    return new Message(2, Schema.SPAN, fields);
  }

  private long duration() {
    return (long) (3_000_000 * Math.exp(1.1 * random.nextGaussian()));
  }

  private static Message event(long nanos) {
    return new Message(
        Otlp.EVENTS,
        Schema.EVENT,
        List.of(
            new Fixed64(1, nanos, Slot.EVENT_TIME),
            Leaf.text(Otlp.EVENT_NAME, "cache.miss", Slot.NONE)));
  }

  private static Message group(String service, List<WireField> spans) {
    Message resource =
        new Message(
            1,
            Schema.RESOURCE,
            List.of(
                Otlp.resourceAttribute("service.name", service),
                Otlp.resourceAttribute("service.version", "4.2.1"),
                Otlp.resourceAttribute("service.instance.id", service + "-7d9f-x2x5v"),
                Otlp.resourceAttribute("deployment.environment.name", "bench"),
                Otlp.resourceAttribute("telemetry.sdk.language", "java")));
    List<WireField> fields = new ArrayList<>();
    fields.add(
        new Message(1, Schema.SCOPE, List.of(Leaf.text(1, "dev.clew.bench.made", Slot.NONE))));
    fields.addAll(spans);
    return new Message(
        1, Schema.RESOURCE_SPANS, List.of(resource, new Message(2, Schema.SCOPE_SPANS, fields)));
  }

  private static String octets(long number) {
    byte[] bytes = ByteBuffer.allocate(8).putLong(number).array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
