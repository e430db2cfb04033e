package dev.clew.server.api.jaeger;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.server.api.AnyValues;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One trace in the JSON of version 1. What OTLP tells apart stands in tags here.
final class JaegerTrace {
  private static final String SERVICE = "service.name";
  private static final long MAX_EXACT = (1L << 53) - 1;

  private final SpanBatch spans;
  private final Strings strings;
  private final Map<Integer, String> processes = new LinkedHashMap<>();

  private JaegerTrace(SpanBatch spans) {
    this.spans = spans;
    this.strings = spans.strings();
  }

  /// Writes the rows, which are of one trace.
  static void write(ObjectNode node, SpanBatch spans, int[] rows) {
    new JaegerTrace(spans).write(node, rows);
  }

  private void write(ObjectNode node, int[] rows) {
    node.put("traceID", spans.traceId(rows[0]).hex());
    ArrayNode list = node.putArray("spans");
    for (int row : rows) {
      span(list.addObject(), row);
    }
    ObjectNode named = node.putObject("processes");
    processes.forEach((resource, id) -> process(named.putObject(id), resource));
    node.putNull("warnings");
  }

  private void process(ObjectNode node, int resource) {
    node.put("serviceName", strings.get(spans.resources().name(resource)));
    ArrayNode tags = node.putArray("tags");
    Attributes attributes = spans.resources().attributes();
    for (int entry = attributes.start(resource); entry < attributes.end(resource); entry++) {
      if (!strings.cached(attributes.key(entry)).equals(SERVICE)) {
        tag(tags, attributes, entry);
      }
    }
  }

  private void span(ObjectNode node, int row) {
    node.put("traceID", spans.traceId(row).hex());
    node.put("spanID", hex(spans.spanId(row)));
    if ((spans.flags(row) & 0xFF) != 0) {
      node.put("flags", spans.flags(row) & 0xFF);
    }
    node.put("operationName", strings.cached(spans.name(row)));
    references(node.putArray("references"), row);
    node.put("startTime", spans.startNanos(row) / 1_000);
    node.put("duration", spans.durationNanos(row) / 1_000);
    tags(node.putArray("tags"), row);
    logs(node.putArray("logs"), row);
    String process =
        processes.computeIfAbsent(spans.resource(row), _ -> "p" + (processes.size() + 1));
    node.put("processID", process);
    node.putNull("warnings");
  }

  private void references(ArrayNode references, int row) {
    if (spans.parentSpanId(row) != 0) {
      reference(references, "CHILD_OF", spans.traceId(row), spans.parentSpanId(row));
    }
    for (int link = spans.links().start(row); link < spans.links().end(row); link++) {
      reference(
          references, "FOLLOWS_FROM", spans.links().traceId(link), spans.links().spanId(link));
    }
  }

  private static void reference(ArrayNode references, String type, TraceId trace, long span) {
    references
        .addObject()
        .put("refType", type)
        .put("traceID", trace.hex())
        .put("spanID", hex(span));
  }

  private void tags(ArrayNode tags, int row) {
    text(tags, "otel.scope.name", spans.scopes().name(spans.scope(row)));
    text(tags, "otel.scope.version", spans.scopes().version(spans.scope(row)));
    tags(tags, spans.attributes(), row);
    SpanKind kind = spans.kind(row);
    if (kind != SpanKind.UNSPECIFIED) {
      tags.addObject()
          .put("key", "span.kind")
          .put("type", "string")
          .put("value", kind.name().toLowerCase(Locale.ROOT));
    }
    SpanStatus status = spans.status(row);
    if (status != SpanStatus.UNSET) {
      tags.addObject()
          .put("key", "otel.status_code")
          .put("type", "string")
          .put("value", status.name());
    }
    if (status == SpanStatus.ERROR) {
      tags.addObject().put("key", "error").put("type", "bool").put("value", true);
    }
    text(tags, "otel.status_description", spans.statusMessage(row));
    text(tags, "w3c.tracestate", spans.traceState(row));
  }

  private void text(ArrayNode tags, String key, int id) {
    if (strings.length(id) > 0) {
      tags.addObject().put("key", key).put("type", "string").put("value", strings.cached(id));
    }
  }

  private void logs(ArrayNode logs, int row) {
    for (int event = spans.events().start(row); event < spans.events().end(row); event++) {
      ObjectNode log = logs.addObject();
      log.put("timestamp", spans.events().timeNanos(event) / 1_000);
      ArrayNode fields = log.putArray("fields");
      text(fields, "event", spans.events().name(event));
      tags(fields, spans.events().attributes(), event);
    }
  }

  private void tags(ArrayNode tags, Attributes attributes, int owner) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      tag(tags, attributes, entry);
    }
  }

  private void tag(ArrayNode tags, Attributes attributes, int entry) {
    ObjectNode node = tags.addObject().put("key", strings.cached(attributes.key(entry)));
    ValueType type = attributes.type(entry);
    long value = attributes.value(entry);
    switch (type) {
      case EMPTY -> node.put("type", "string").put("value", "");
      case STRING, ARRAY, MAP ->
          node.put("type", "string").put("value", strings.cached((int) value));
      case BOOL -> node.put("type", "bool").put("value", value != 0);
      case INT -> whole(node.put("type", "int64"), value);
      case DOUBLE -> real(node.put("type", "float64"), Double.longBitsToDouble(value));
      case BYTES -> node.put("type", "binary").put("value", AnyValues.base64(strings, (int) value));
    }
  }

  /// Integers that a browser cannot count exactly are text.
  private static void whole(ObjectNode node, long value) {
    if (value >= -MAX_EXACT && value <= MAX_EXACT) {
      node.put("value", value);
    } else {
      node.put("value", Long.toString(value));
    }
  }

  private static void real(ObjectNode node, double value) {
    if (Double.isFinite(value)) {
      node.put("value", value);
    } else {
      node.put("value", Double.toString(value));
    }
  }

  private static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
