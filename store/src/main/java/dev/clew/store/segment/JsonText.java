package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Growing buffer of canonical JSON text: no white space, keys in order of arrival, of text only
/// quotes, backslashes and control characters escaped. Canonical, so that a search for the bytes of
/// `"key":"value"` finds every row that has the pair.
final class JsonText {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] buffer = new byte[1 << 12];
  private int size;

  int size() {
    return size;
  }

  byte[] buffer() {
    return buffer;
  }

  void clear() {
    size = 0;
  }

  /// The bytes of `"key":"value"` as they stand in the text.
  static String pair(String key, String value) {
    return quoted(key) + ':' + quoted(value);
  }

  /// The bytes of `"key":` as they stand in the text.
  static String key(String key) {
    return quoted(key) + ':';
  }

  private static String quoted(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    JsonText text = new JsonText();
    text.quote(utf8, 0, utf8.length);
    return new String(text.buffer, 0, text.size, StandardCharsets.UTF_8);
  }

  JsonText raw(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      raw((byte) ascii.charAt(i));
    }
    return this;
  }

  JsonText raw(byte one) {
    room(1);
    buffer[size++] = one;
    return this;
  }

  JsonText number(long value) {
    return raw(Long.toString(value));
  }

  JsonText quote(Strings strings, int id) {
    return quote(strings.arena(), strings.start(id), strings.length(id));
  }

  /// Adds `{…}` of the attributes of an owner.
  JsonText object(Attributes attributes, int owner, Strings strings) {
    raw((byte) '{');
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      if (entry > attributes.start(owner)) {
        raw((byte) ',');
      }
      member(attributes, entry, strings);
    }
    return raw((byte) '}');
  }

  /// Adds `"key":value` of one entry.
  JsonText member(Attributes attributes, int entry, Strings strings) {
    quote(strings, attributes.key(entry)).raw((byte) ':');
    return value(attributes.type(entry), attributes.value(entry), strings);
  }

  JsonText value(ValueType type, long value, Strings strings) {
    return switch (type) {
      case EMPTY -> raw("null");
      case STRING -> quote(strings, (int) value);
      case BOOL -> raw(value != 0 ? "true" : "false");
      case INT -> number(value);
      case DOUBLE -> real(Double.longBitsToDouble(value));
      case BYTES -> bytes(strings, (int) value);
      case ARRAY, MAP -> raw(strings, (int) value);
    };
  }

  private JsonText real(double value) {
    if (Double.isFinite(value)) {
      return raw(Double.toString(value));
    }
    return raw("{\"@double\":\"").raw(Double.toString(value)).raw("\"}");
  }

  private JsonText bytes(Strings strings, int id) {
    byte[] source =
        Arrays.copyOfRange(
            strings.arena(), strings.start(id), strings.start(id) + strings.length(id));
    return raw("{\"@bytes\":\"").raw(Base64.getEncoder().encodeToString(source)).raw("\"}");
  }

  private JsonText raw(Strings strings, int id) {
    int length = strings.length(id);
    room(length);
    System.arraycopy(strings.arena(), strings.start(id), buffer, size, length);
    size += length;
    return this;
  }

  private JsonText quote(byte[] source, int offset, int length) {
    room(length * 6 + 2);
    buffer[size++] = '"';
    for (int i = offset; i < offset + length; i++) {
      byte one = source[i];
      if (one == '"' || one == '\\') {
        buffer[size++] = '\\';
        buffer[size++] = one;
      } else if (one >= 0 && one < 0x20) {
        escape(one);
      } else {
        buffer[size++] = one;
      }
    }
    buffer[size++] = '"';
    return this;
  }

  private void escape(byte control) {
    buffer[size++] = '\\';
    buffer[size++] = 'u';
    buffer[size++] = '0';
    buffer[size++] = '0';
    buffer[size++] = HEX[control >> 4];
    buffer[size++] = HEX[control & 15];
  }

  private void room(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
    }
  }
}
