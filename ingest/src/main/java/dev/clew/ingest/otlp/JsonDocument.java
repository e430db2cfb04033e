package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/// Writes an array or map as the field of a JSON `AnyValue` object that is open.
final class JsonDocument implements DocumentHandler {
  private final JsonGenerator out;
  private final Deque<Boolean> maps = new ArrayDeque<>();
  private String key = "";

  JsonDocument(JsonGenerator out) {
    this.out = out;
  }

  /// Writes the field of a double; JSON has no numbers for those that are not finite.
  static void real(JsonGenerator out, double value) throws IOException {
    if (Double.isFinite(value)) {
      out.writeNumberField("doubleValue", value);
    } else {
      out.writeStringField("doubleValue", Double.toString(value));
    }
  }

  @Override
  public void beginArray() throws IOException {
    begin("arrayValue", false);
  }

  @Override
  public void beginMap() throws IOException {
    begin("kvlistValue", true);
  }

  @Override
  public void end() throws IOException {
    out.writeEndArray();
    out.writeEndObject();
    maps.pop();
    close();
  }

  @Override
  public void key(String next) {
    key = next;
  }

  @Override
  public void text(String value) throws IOException {
    open();
    out.writeStringField("stringValue", value);
    close();
  }

  @Override
  public void integer(long value) throws IOException {
    open();
    out.writeStringField("intValue", Long.toString(value));
    close();
  }

  @Override
  public void real(double value) throws IOException {
    open();
    real(out, value);
    close();
  }

  @Override
  public void bool(boolean value) throws IOException {
    open();
    out.writeBooleanField("boolValue", value);
    close();
  }

  @Override
  public void bytes(byte[] value) throws IOException {
    open();
    out.writeStringField("bytesValue", Base64.getEncoder().encodeToString(value));
    close();
  }

  @Override
  public void empty() throws IOException {
    open();
    close();
  }

  private void begin(String field, boolean isMap) throws IOException {
    open();
    out.writeObjectFieldStart(field);
    out.writeArrayFieldStart("values");
    maps.push(isMap);
  }

  /// Begins the objects that an element of the innermost container stands in.
  private void open() throws IOException {
    if (!maps.isEmpty()) {
      out.writeStartObject();
      if (maps.peek()) {
        out.writeStringField("key", key);
        out.writeObjectFieldStart("value");
      }
    }
  }

  private void close() throws IOException {
    if (!maps.isEmpty()) {
      out.writeEndObject();
      if (maps.peek()) {
        out.writeEndObject();
      }
    }
  }
}
