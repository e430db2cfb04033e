package dev.clew.store.sql;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanLinks;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Text of what stands in one batch, as UTF-8 and in the form that it has in a segment. Each string
/// of the batch is checked and copied once. For one thread.
final class ValueText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Strings strings;
  private final long firstRow;
  private final byte[] @Nullable [] utf8;
  private final byte[] @Nullable [] resources;
  private final StringBuilder json = new StringBuilder();

  /// @param firstRow number of the first row of the batch among all live rows
  ValueText(Batch batch, long firstRow) {
    this.firstRow = firstRow;
    strings = batch.strings();
    utf8 = new byte[strings.size()][];
    resources = new byte[batch.resources().size()][];
  }

  /// Number of a row of the batch among all live rows.
  long rowNumber(int row) {
    return firstRow + row;
  }

  /// A string of the batch.
  byte[] string(int id) {
    byte[] known = utf8[id];
    if (known == null) {
      known = bytes(strings.get(id));
      utf8[id] = known;
    }
    return known;
  }

  /// A value as text; null when it is empty.
  byte @Nullable [] value(ValueType type, long value) {
    return switch (type) {
      case EMPTY -> null;
      case STRING, ARRAY, MAP -> string((int) value);
      case BOOL -> bytes(value != 0 ? "true" : "false");
      case INT -> bytes(Long.toString(value));
      case DOUBLE -> bytes(RealText.of(Double.longBitsToDouble(value)));
      case BYTES -> bytes(base64((int) value));
    };
  }

  /// Value of a key of an owner as text; null when there is none.
  byte @Nullable [] value(Attributes attributes, int owner, int key) {
    int entry = attributes.find(owner, key);
    return entry < 0 ? null : value(attributes.type(entry), attributes.value(entry));
  }

  /// The attributes of a row as a JSON object.
  byte[] attributes(Attributes attributes, int owner) {
    json.setLength(0);
    object(attributes, owner);
    return bytes(json);
  }

  /// The attributes of a resource as a JSON object.
  byte[] resource(Origins origins, int resource) {
    byte[] known = resources[resource];
    if (known == null) {
      known = attributes(origins.attributes(), resource);
      resources[resource] = known;
    }
    return known;
  }

  /// The events of a span as a JSON array; null when it has none.
  byte @Nullable [] events(SpanBatch batch, int row) {
    SpanEvents events = batch.events();
    if (events.start(row) == events.end(row)) {
      return null;
    }
    json.setLength(0);
    for (int event = events.start(row); event < events.end(row); event++) {
      json.append(event == events.start(row) ? "[{\"time_nanos\":" : ",{\"time_nanos\":");
      json.append(events.timeNanos(event)).append(",\"name\":");
      quote(events.name(event));
      json.append(",\"dropped_attributes\":").append(events.droppedAttributes(event));
      json.append(",\"attributes\":");
      object(events.attributes(), event);
      json.append('}');
    }
    return bytes(json.append(']'));
  }

  /// The links of a span as a JSON array; null when it has none.
  byte @Nullable [] links(SpanBatch batch, int row) {
    SpanLinks links = batch.links();
    if (links.start(row) == links.end(row)) {
      return null;
    }
    json.setLength(0);
    for (int link = links.start(row); link < links.end(row); link++) {
      json.append(link == links.start(row) ? "[{\"trace_id\":\"" : ",{\"trace_id\":\"");
      json.append(links.traceId(link).hex()).append("\",\"span_id\":\"");
      json.append(HexFormat.of().toHexDigits(links.spanId(link))).append("\",\"trace_state\":");
      quote(links.traceState(link));
      json.append(",\"flags\":").append(links.flags(link));
      json.append(",\"dropped_attributes\":").append(links.droppedAttributes(link));
      json.append(",\"attributes\":");
      object(links.attributes(), link);
      json.append('}');
    }
    return bytes(json.append(']'));
  }

  private void object(Attributes attributes, int owner) {
    json.append('{');
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      if (entry > attributes.start(owner)) {
        json.append(',');
      }
      quote(attributes.key(entry));
      json.append(':');
      member(attributes.type(entry), attributes.value(entry));
    }
    json.append('}');
  }

  private void member(ValueType type, long value) {
    switch (type) {
      case EMPTY -> json.append("null");
      case STRING -> quote((int) value);
      case BOOL -> json.append(value != 0);
      case INT -> json.append(value);
      case DOUBLE -> json.append(RealText.of(Double.longBitsToDouble(value)));
      case BYTES -> json.append(base64((int) value));
      case ARRAY, MAP -> json.append(text((int) value));
    }
  }

  private String base64(int id) {
    int start = strings.start(id);
    byte[] source = Arrays.copyOfRange(strings.arena(), start, start + strings.length(id));
    return "{\"@bytes\":\"" + Base64.getEncoder().encodeToString(source) + "\"}";
  }

  private void quote(int id) {
    String text = text(id);
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == '"' || one == '\\') {
        json.append('\\').append(one);
      } else if (one < 0x20) {
        json.append("\\u00").append(HEX[one >> 4]).append(HEX[one & 15]);
      } else {
        json.append(one);
      }
    }
    json.append('"');
  }

  private String text(int id) {
    return new String(string(id), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
