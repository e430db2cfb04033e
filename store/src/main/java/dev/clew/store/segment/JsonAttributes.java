package dev.clew.store.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Predicate;

/// Reads attributes back from the JSON text that [JsonText] writes.
final class JsonAttributes {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Strings strings;

  /// @param strings dictionary of the batch that the attributes are added to
  JsonAttributes(Strings strings) {
    this.strings = strings;
  }

  /// Adds the members of `{…}` to the open owner, those whose key is wanted.
  void read(byte[] text, Attributes target, Predicate<String> isWanted) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      readMembers(parser, text, target, isWanted);
    }
  }

  /// With the parser at the start of an object, adds its members to the open owner.
  void readMembers(JsonParser parser, byte[] text, Attributes target, Predicate<String> isWanted)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      if (isWanted.test(key)) {
        readValue(parser, token, text, strings.add(key), target);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void readValue(
      JsonParser parser, JsonToken token, byte[] text, int key, Attributes target)
      throws IOException {
    switch (token) {
      case VALUE_STRING -> target.add(key, ValueType.STRING, strings.add(parser.getText()));
      case VALUE_NUMBER_INT -> target.add(key, ValueType.INT, parser.getLongValue());
      case VALUE_NUMBER_FLOAT ->
          target.add(key, ValueType.DOUBLE, Double.doubleToRawLongBits(parser.getDoubleValue()));
      case VALUE_TRUE -> target.add(key, ValueType.BOOL, 1);
      case VALUE_FALSE -> target.add(key, ValueType.BOOL, 0);
      case VALUE_NULL -> target.add(key, ValueType.EMPTY, 0);
      case START_ARRAY, START_OBJECT -> readNested(parser, token, text, key, target);
      default -> throw new IOException("unexpected %s in stored attributes".formatted(token));
    }
  }

  private void readNested(
      JsonParser parser, JsonToken token, byte[] text, int key, Attributes target)
      throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    String json = new String(text, start, end - start, StandardCharsets.UTF_8);
    if (json.startsWith("{\"@bytes\":\"")) {
      byte[] bytes = Base64.getDecoder().decode(json.substring(11, json.length() - 2));
      target.add(key, ValueType.BYTES, strings.add(bytes, 0, bytes.length));
    } else if (json.startsWith("{\"@double\":\"")) {
      double value = Double.parseDouble(json.substring(12, json.length() - 2));
      target.add(key, ValueType.DOUBLE, Double.doubleToRawLongBits(value));
    } else {
      ValueType type = token == JsonToken.START_ARRAY ? ValueType.ARRAY : ValueType.MAP;
      target.add(key, type, strings.add(text, start, end - start));
    }
  }
}
