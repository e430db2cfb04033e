package dev.clew.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Attributes;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Spans as OTLP nests them, in JSON. Fields with their default value are left out.
public final class OtlpTrace {
  private final SpanBatch spans;
  private final Strings strings;
  private final Flavour flavour;

  /// How ids and enums are written.
  public enum Flavour {
    /// As protobuf writes JSON: ids in base64, enums by name.
    PROTOBUF,
    /// As OTLP writes JSON: ids in hexadecimal, enums by number.
    OTLP
  }

  private OtlpTrace(SpanBatch spans, Flavour flavour) {
    this.spans = spans;
    this.strings = spans.strings();
    this.flavour = flavour;
  }

  /// The rows of a batch by trace, start, span id and kind.
  public static int[] ordered(SpanBatch spans) {
    return IntStream.range(0, spans.size())
        .boxed()
        .sorted(
            Comparator.comparing((Integer row) -> spans.traceId(row))
                .thenComparingLong(row -> spans.startNanos(row))
                .thenComparing(row -> spans.spanId(row), Long::compareUnsigned)
                .thenComparing(row -> spans.kind(row)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /// The `ResourceSpans` of these rows, in the order in which their resources first come.
  public static ArrayNode resourceSpans(SpanBatch spans, int[] rows, Flavour flavour) {
    return new OtlpTrace(spans, flavour).resourceSpans(rows);
  }

  private ArrayNode resourceSpans(int[] rows) {
    Map<Integer, Map<Integer, List<Integer>>> groups = new LinkedHashMap<>();
    for (int row : rows) {
      groups
          .computeIfAbsent(spans.resource(row), _ -> new LinkedHashMap<>())
          .computeIfAbsent(spans.scope(row), _ -> new ArrayList<>())
          .add(row);
    }
    ArrayNode all = JsonAnswers.object().arrayNode();
    groups.forEach((resource, scopes) -> {
      ObjectNode node = all.addObject();
      resource(node.putObject("resource"), resource);
      ArrayNode list = node.putArray("scopeSpans");
      scopes.forEach((scope, members) -> scopeSpans(list.addObject(), scope, members));
      text(node, "schemaUrl", spans.resources().schemaUrl(resource));
    });
    return all;
  }

  private void resource(ObjectNode node, int row) {
    attributes(node, spans.resources().attributes(), row);
    number(node, "droppedAttributesCount", spans.resources().droppedAttributes(row));
  }

  private void scopeSpans(ObjectNode node, int row, List<Integer> members) {
    Origins scopes = spans.scopes();
    ObjectNode scope = node.putObject("scope");
    text(scope, "name", scopes.name(row));
    text(scope, "version", scopes.version(row));
    attributes(scope, scopes.attributes(), row);
    number(scope, "droppedAttributesCount", scopes.droppedAttributes(row));
    ArrayNode list = node.putArray("spans");
    members.forEach(member -> span(list.addObject(), member));
    text(node, "schemaUrl", scopes.schemaUrl(row));
  }

  private void span(ObjectNode node, int row) {
    node.put("traceId", id(spans.traceId(row)));
    node.put("spanId", id(spans.spanId(row)));
    text(node, "traceState", spans.traceState(row));
    if (spans.parentSpanId(row) != 0) {
      node.put("parentSpanId", id(spans.parentSpanId(row)));
    }
    number(node, "flags", Integer.toUnsignedLong(spans.flags(row)));
    text(node, "name", spans.name(row));
    kind(node, spans.kind(row));
    nanos(node, "startTimeUnixNano", spans.startNanos(row));
    nanos(node, "endTimeUnixNano", spans.endNanos(row));
    attributes(node, spans.attributes(), row);
    number(node, "droppedAttributesCount", spans.droppedAttributes(row));
    events(node, row);
    number(node, "droppedEventsCount", spans.droppedEvents(row));
    links(node, row);
    number(node, "droppedLinksCount", spans.droppedLinks(row));
    status(node.putObject("status"), row);
  }

  private void kind(ObjectNode node, SpanKind kind) {
    if (kind == SpanKind.UNSPECIFIED) {
      return;
    }
    switch (flavour) {
      case PROTOBUF -> node.put("kind", "SPAN_KIND_" + kind);
      case OTLP -> node.put("kind", kind.ordinal());
    }
  }

  private void status(ObjectNode node, int row) {
    text(node, "message", spans.statusMessage(row));
    SpanStatus status = spans.status(row);
    if (status == SpanStatus.UNSET) {
      return;
    }
    switch (flavour) {
      case PROTOBUF -> node.put("code", "STATUS_CODE_" + status);
      case OTLP -> node.put("code", status.ordinal());
    }
  }

  private void events(ObjectNode node, int row) {
    int end = spans.events().end(row);
    for (int event = spans.events().start(row); event < end; event++) {
      ObjectNode child = node.withArrayProperty("events").addObject();
      nanos(child, "timeUnixNano", spans.events().timeNanos(event));
      text(child, "name", spans.events().name(event));
      attributes(child, spans.events().attributes(), event);
      number(child, "droppedAttributesCount", spans.events().droppedAttributes(event));
    }
  }

  private void links(ObjectNode node, int row) {
    int end = spans.links().end(row);
    for (int link = spans.links().start(row); link < end; link++) {
      ObjectNode child = node.withArrayProperty("links").addObject();
      child.put("traceId", id(spans.links().traceId(link)));
      child.put("spanId", id(spans.links().spanId(link)));
      text(child, "traceState", spans.links().traceState(link));
      attributes(child, spans.links().attributes(), link);
      number(child, "droppedAttributesCount", spans.links().droppedAttributes(link));
      number(child, "flags", Integer.toUnsignedLong(spans.links().flags(link)));
    }
  }

  private void attributes(ObjectNode node, Attributes attributes, int owner) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      ObjectNode pair = node.withArrayProperty("attributes").addObject();
      pair.put("key", strings.cached(attributes.key(entry)));
      JsonNode value = AnyValues.json(attributes.type(entry), attributes.value(entry), strings);
      pair.set("value", value);
    }
  }

  private String id(TraceId id) {
    return switch (flavour) {
      case PROTOBUF ->
          Base64.getEncoder()
              .encodeToString(ByteBuffer.allocate(16).putLong(id.high()).putLong(id.low()).array());
      case OTLP -> id.hex();
    };
  }

  private String id(long id) {
    return switch (flavour) {
      case PROTOBUF ->
          Base64.getEncoder().encodeToString(ByteBuffer.allocate(8).putLong(id).array());
      case OTLP -> HexFormat.of().toHexDigits(id);
    };
  }

  private void text(ObjectNode node, String field, int id) {
    if (strings.length(id) > 0) {
      node.put(field, strings.cached(id));
    }
  }

  private static void number(ObjectNode node, String field, long value) {
    if (value != 0) {
      node.put(field, value);
    }
  }

  private static void nanos(ObjectNode node, String field, long value) {
    if (value != 0) {
      node.put(field, Long.toUnsignedString(value));
    }
  }
}
