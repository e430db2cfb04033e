package dev.clew.query.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.Attributes;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Makes a batch of the spans of a search case. Ids that are no full hexadecimal ids get one, the
/// same for the same text; those that the query names are padded with zeros. A parent id of zeros
/// only is meant as one that no span has, so it gets an id as well.
final class SearchCaseLoader {
  private final SpanBatch batch = new SpanBatch();
  private final Map<String, Long> ids = new HashMap<>();
  private final String query;
  private final boolean isOneTrace;
  private long nextId = 0x7000_0000_0000_0001L;

  private SearchCaseLoader(JsonNode line) {
    query = line.path("query").asText();
    boolean hasParent = false;
    for (JsonNode span : line.path("spans")) {
      hasParent |= !span.path("parentSpanId").asText().isEmpty();
    }
    isOneTrace = hasParent;
  }

  static SearchCaseLoader load(JsonNode line) {
    SearchCaseLoader loader = new SearchCaseLoader(line);
    Set<String> seen = new HashSet<>();
    for (JsonNode span : line.path("spans")) {
      String key =
          "%s %s %s"
              .formatted(
                  span.path("traceId").asText(),
                  span.path("spanId").asText(),
                  span.path("kind").asText());
      if (!span.has("spanId") || seen.add(key)) {
        loader.add(span);
      }
    }
    return loader;
  }

  SpanBatch batch() {
    return batch;
  }

  /// The trace id that stands for a text of the case.
  TraceId traceId(String text) {
    String name = text.isEmpty() ? (isOneTrace ? "the trace" : "trace " + batch.size()) : text;
    boolean isId = name.length() == 32 || isNamed(name);
    TraceId id = isId ? TraceId.parse(name) : null;
    return id == null ? new TraceId(1, number("trace " + name)) : id;
  }

  /// The span id that stands for a text of the case.
  long spanId(String text) {
    String name = text.isEmpty() ? "span " + batch.size() : text;
    boolean isId = (name.length() == 16 || isNamed(name)) && !name.matches("0+");
    return isId ? Long.parseUnsignedLong(name, 16) : number("span " + name);
  }

  private boolean isNamed(String id) {
    return query.contains('"' + id + '"');
  }

  private long number(String name) {
    return ids.computeIfAbsent(name, _ -> nextId++);
  }

  private void add(JsonNode span) {
    int row = batch.size();
    TraceId traceId = traceId(span.path("traceId").asText());
    batch.traceIdHigh(row, traceId.high());
    batch.traceIdLow(row, traceId.low());
    batch.spanId(row, spanId(span.path("spanId").asText()));
    String parent = span.path("parentSpanId").asText();
    batch.parentSpanId(row, parent.isEmpty() ? 0 : spanId(parent));
    batch.startNanos(row, span.path("startUnixNano").asLong());
    batch.endNanos(row, batch.startNanos(row) + span.path("durationNano").asLong());
    batch.name(row, text(span.path("name").asText()));
    batch.statusMessage(row, text(span.path("statusMessage").asText()));
    String kind = span.path("kind").asText("unspecified").toUpperCase(Locale.ROOT);
    String status = span.path("status").asText("unset").toUpperCase(Locale.ROOT);
    batch.kind(row, SpanKind.valueOf(kind));
    batch.status(row, SpanStatus.valueOf(status));
    batch.resource(row, resource(span.path("resource")));
    int scope = text(span.path("scopeName").asText());
    batch.scope(row, batch.scopes().endRow(scope, text(span.path("scopeVersion").asText()), 0, 0));
    add(batch.attributes(), span.path("attributes"));
    for (JsonNode event : span.path("events")) {
      add(batch.events().attributes(), event.path("attributes"));
      batch.events().add(batch.startNanos(row), text(event.path("name").asText()), 0);
    }
    for (JsonNode link : span.path("links")) {
      add(batch.links().attributes(), link.path("attributes"));
      TraceId linked = traceId(link.path("traceId").asText("linked"));
      batch.links().add(linked, spanId(link.path("spanId").asText("linked")), 0, 0, 0);
    }
    batch.endRow();
  }

  private int resource(JsonNode values) {
    Origins resources = batch.resources();
    add(resources.attributes(), values);
    return resources.endRow(text(values.path("service.name").asText()), 0, 0, 0);
  }

  private void add(Attributes attributes, JsonNode values) {
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String value = entry.getValue().asText();
      int key = text(entry.getKey());
      if (value.matches("-?\\d+")) {
        attributes.add(key, ValueType.INT, Long.parseLong(value));
      } else if (value.matches("-?\\d+\\.\\d+")) {
        long bits = Double.doubleToRawLongBits(Double.parseDouble(value));
        attributes.add(key, ValueType.DOUBLE, bits);
      } else if (value.equals("true") || value.equals("false")) {
        attributes.add(key, ValueType.BOOL, value.equals("true") ? 1 : 0);
      } else {
        attributes.add(key, ValueType.STRING, text(value));
      }
    }
  }

  private int text(String text) {
    return batch.strings().add(text);
  }
}
