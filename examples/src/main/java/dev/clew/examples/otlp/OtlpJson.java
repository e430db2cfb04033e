package dev.clew.examples.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes OTLP's JSON: lower camel case, hex ids, enums as numbers, 64-bit integers as text.
///
/// [SpanJson], [LogJson] and [MetricJson] write the members of each signal; this class knows what
/// they share.
final class OtlpJson {
  private static final String SCOPE = "dev.clew.examples.simulator";

  private final JsonGenerator json;

  OtlpJson(JsonGenerator json) {
    this.json = json;
  }

  /// One request: what is to be told, by the process it came from.
  <T> void request(String signal, String items, Map<Resource, List<T>> byResource, Item<T> item)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("resource" + signal);
    for (Map.Entry<Resource, List<T>> entry : byResource.entrySet()) {
      json.writeStartObject();
      json.writeObjectFieldStart("resource");
      attributes(entry.getKey().attributes());
      json.writeEndObject();
      json.writeArrayFieldStart("scope" + signal);
      json.writeStartObject();
      json.writeObjectFieldStart("scope");
      json.writeStringField("name", SCOPE);
      json.writeEndObject();
      objects(items, entry.getValue(), item);
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /// An array of objects; left out when empty.
  <T> void objects(String field, List<T> items, Item<T> item) throws IOException {
    if (items.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (T each : items) {
      json.writeStartObject();
      item.write(each);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void attributes(Attributes attributes) throws IOException {
    keyValues("attributes", attributes);
  }

  void whole(String field, long value) throws IOException {
    json.writeStringField(field, Long.toString(value));
  }

  private void keyValues(String field, Attributes attributes) throws IOException {
    if (attributes.values().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (Map.Entry<String, Attributes.Value> entry : attributes.values().entrySet()) {
      json.writeStartObject();
      json.writeStringField("key", entry.getKey());
      value("value", entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  void value(String field, Attributes.Value value) throws IOException {
    json.writeObjectFieldStart(field);
    switch (value) {
      case Attributes.Value.Text(String text) -> json.writeStringField("stringValue", text);
      case Attributes.Value.Whole(long whole) -> whole("intValue", whole);
      case Attributes.Value.Real(double real) -> json.writeNumberField("doubleValue", real);
      case Attributes.Value.Truth(boolean truth) -> json.writeBooleanField("boolValue", truth);
      case Attributes.Value.Texts(List<String> texts) -> {
        json.writeObjectFieldStart("arrayValue");
        objects("values", texts, text -> json.writeStringField("stringValue", text));
        json.writeEndObject();
      }
      case Attributes.Value.Fields(Attributes fields) -> {
        json.writeObjectFieldStart("kvlistValue");
        keyValues("values", fields);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  /// Writes the members of one object.
  @FunctionalInterface
  interface Item<T> {
    void write(T item) throws IOException;
  }
}
