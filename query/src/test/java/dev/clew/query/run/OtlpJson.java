package dev.clew.query.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.model.Attributes;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import java.util.Objects;

/// Adds traces that are written as OTLP in JSON to a batch. Arrays and maps are passed over.
final class OtlpJson {
  private final SpanBatch batch;

  OtlpJson(SpanBatch batch) {
    this.batch = batch;
  }

  void add(JsonNode traces) {
    for (JsonNode ofResource : traces.path("resourceSpans")) {
      int resource = resource(ofResource.path("resource").path("attributes"));
      for (JsonNode ofScope : ofResource.path("scopeSpans")) {
        int scope = scope(ofScope.path("scope"));
        for (JsonNode span : ofScope.path("spans")) {
          batch.resource(batch.size(), resource);
          batch.scope(batch.size(), scope);
          addSpan(span);
        }
      }
    }
  }

  private int resource(JsonNode attributes) {
    Origins resources = batch.resources();
    int service = 0;
    for (JsonNode attribute : attributes) {
      if (attribute.path("key").asText().equals("service.name")) {
        service = text(attribute.path("value").path("stringValue"));
      }
    }
    add(resources.attributes(), attributes);
    return resources.endRow(service, 0, 0, 0);
  }

  private int scope(JsonNode scope) {
    add(batch.scopes().attributes(), scope.path("attributes"));
    return batch.scopes().endRow(text(scope.path("name")), text(scope.path("version")), 0, 0);
  }

  private void addSpan(JsonNode span) {
    int row = batch.size();
    TraceId traceId = traceId(span);
    batch.traceIdHigh(row, traceId.high());
    batch.traceIdLow(row, traceId.low());
    batch.spanId(row, spanId(span.path("spanId")));
    batch.parentSpanId(row, spanId(span.path("parentSpanId")));
    batch.startNanos(row, span.path("startTimeUnixNano").asLong());
    batch.endNanos(row, span.path("endTimeUnixNano").asLong());
    batch.name(row, text(span.path("name")));
    batch.kind(row, SpanKind.of(span.path("kind").asInt()));
    batch.status(row, SpanStatus.of(span.path("status").path("code").asInt()));
    batch.statusMessage(row, text(span.path("status").path("message")));
    add(batch.attributes(), span.path("attributes"));
    for (JsonNode event : span.path("events")) {
      add(batch.events().attributes(), event.path("attributes"));
      batch.events().add(event.path("timeUnixNano").asLong(), text(event.path("name")), 0);
    }
    for (JsonNode link : span.path("links")) {
      add(batch.links().attributes(), link.path("attributes"));
      batch.links().add(traceId(link), spanId(link.path("spanId")), 0, 0, 0);
    }
    batch.endRow();
  }

  static TraceId traceId(JsonNode holder) {
    return Objects.requireNonNull(TraceId.parse(holder.path("traceId").asText()));
  }

  private static long spanId(JsonNode id) {
    return id.asText().isEmpty() ? 0 : Long.parseUnsignedLong(id.asText(), 16);
  }

  private void add(Attributes attributes, JsonNode keyValues) {
    Strings strings = batch.strings();
    for (JsonNode keyValue : keyValues) {
      int key = text(keyValue.path("key"));
      JsonNode value = keyValue.path("value");
      if (value.has("stringValue")) {
        attributes.add(key, ValueType.STRING, text(value.path("stringValue")));
      } else if (value.has("intValue")) {
        attributes.add(key, ValueType.INT, value.path("intValue").asLong());
      } else if (value.has("doubleValue")) {
        long bits = Double.doubleToRawLongBits(value.path("doubleValue").asDouble());
        attributes.add(key, ValueType.DOUBLE, bits);
      } else if (value.has("boolValue")) {
        attributes.add(key, ValueType.BOOL, value.path("boolValue").asBoolean() ? 1 : 0);
      } else if (value.has("bytesValue")) {
        int bytes = strings.add(value.path("bytesValue").asText());
        attributes.add(key, ValueType.BYTES, bytes);
      }
    }
  }

  private int text(JsonNode node) {
    return batch.strings().add(node.asText());
  }
}
