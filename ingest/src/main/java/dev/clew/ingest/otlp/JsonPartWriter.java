package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Origins;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Writes what the rows of all signals consist of: texts, ids, attributes, resources, scopes.
final class JsonPartWriter {
  private final JsonGenerator out;
  private final JsonForm form;
  private final Batch batch;
  private final Strings strings;

  JsonPartWriter(JsonGenerator out, JsonForm form, Batch batch) {
    this.out = out;
    this.form = form;
    this.batch = batch;
    this.strings = batch.strings();
  }

  JsonGenerator out() {
    return out;
  }

  /// A text unless it is empty.
  void text(String field, int id) throws IOException {
    if (id != Strings.EMPTY) {
      out.writeStringField(field, strings.get(id));
    }
  }

  /// A 64-bit number unless it is 0.
  void int64(String field, long value) throws IOException {
    if (value != 0) {
      out.writeStringField(field, Long.toString(value));
    }
  }

  /// An unsigned 32-bit number unless it is 0.
  void int32(String field, int value) throws IOException {
    if (value != 0) {
      out.writeNumberField(field, Integer.toUnsignedLong(value));
    }
  }

  /// An enum unless it is 0.
  void enumeration(String field, int number, String name) throws IOException {
    if (number != 0) {
      switch (form.enums()) {
        case NUMBER -> out.writeNumberField(field, number);
        case NAME -> out.writeStringField(field, name);
      }
    }
  }

  /// A trace id unless it is 0.
  void traceId(long high, long low) throws IOException {
    if ((high | low) != 0) {
      id("traceId", ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }
  }

  /// A span id unless it is 0.
  void spanId(String field, long id) throws IOException {
    if (id != 0) {
      id(field, ByteBuffer.allocate(8).putLong(id).array());
    }
  }

  void attributes(Attributes attributes, int owner) throws IOException {
    if (attributes.start(owner) == attributes.end(owner)) {
      return;
    }
    out.writeArrayFieldStart("attributes");
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      out.writeStartObject();
      text("key", attributes.key(entry));
      value("value", attributes.type(entry), attributes.value(entry));
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  void value(String field, ValueType type, long value) throws IOException {
    out.writeObjectFieldStart(field);
    switch (type) {
      case EMPTY -> {}
      case STRING -> out.writeStringField("stringValue", strings.get((int) value));
      case BOOL -> out.writeBooleanField("boolValue", value != 0);
      case INT -> out.writeStringField("intValue", Long.toString(value));
      case DOUBLE -> JsonDocument.real(out, Double.longBitsToDouble(value));
      case BYTES -> out.writeStringField("bytesValue", base64(bytes((int) value)));
      case ARRAY, MAP -> DocumentReader.read(strings, (int) value, new JsonDocument(out));
    }
    out.writeEndObject();
  }

  void resource(int row) throws IOException {
    Origins resources = batch.resources();
    out.writeObjectFieldStart("resource");
    attributes(resources.attributes(), row);
    int32("droppedAttributesCount", resources.droppedAttributes(row));
    out.writeEndObject();
  }

  void scope(int row) throws IOException {
    Origins scopes = batch.scopes();
    out.writeObjectFieldStart("scope");
    text("name", scopes.name(row));
    text("version", scopes.version(row));
    attributes(scopes.attributes(), row);
    int32("droppedAttributesCount", scopes.droppedAttributes(row));
    out.writeEndObject();
  }

  private void id(String field, byte[] id) throws IOException {
    out.writeStringField(
        field,
        switch (form.ids()) {
          case HEX -> HexFormat.of().formatHex(id);
          case BASE64 -> base64(id);
        });
  }

  private byte[] bytes(int id) {
    int start = strings.start(id);
    return Arrays.copyOfRange(strings.arena(), start, start + strings.length(id));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
