package dev.clew.ingest.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.model.Strings;
import java.io.IOException;
import java.util.Base64;
import java.util.regex.Pattern;

/// Reads the JSON text of arrays and maps, as [dev.clew.model.ValueType] defines it.
final class DocumentReader {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern MARK = Pattern.compile("@@+(bytes|double)");

  private DocumentReader() {}

  /// A parser of a text of a dictionary.
  static JsonParser parser(Strings strings, int id) throws IOException {
    return JSON.createParser(strings.arena(), strings.start(id), strings.length(id));
  }

  /// Tells the handler a whole text.
  static void read(Strings strings, int id, DocumentHandler handler) throws IOException {
    try (JsonParser parser = parser(strings, id)) {
      parser.nextToken();
      value(parser, handler);
    }
  }

  /// Tells the handler the value whose first token is current; its last token is current after.
  static void value(JsonParser parser, DocumentHandler handler) throws IOException {
    int depth = 0;
    do {
      switch (parser.currentToken()) {
        case START_ARRAY -> {
          handler.beginArray();
          depth++;
        }
        case START_OBJECT -> depth += map(parser, handler);
        case END_ARRAY, END_OBJECT -> {
          handler.end();
          depth--;
        }
        case FIELD_NAME -> handler.key(parser.currentName());
        case VALUE_STRING -> handler.text(parser.getText());
        case VALUE_NUMBER_INT -> integer(parser, handler);
        case VALUE_NUMBER_FLOAT -> handler.real(parser.getDoubleValue());
        case VALUE_TRUE -> handler.bool(true);
        case VALUE_FALSE -> handler.bool(false);
        case null, default -> handler.empty();
      }
    } while (depth > 0 && parser.nextToken() != null);
  }

  /// A double, which stands in an object if it is not finite.
  static double real(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return parser.getDoubleValue();
    }
    parser.nextToken();
    parser.nextToken();
    double value = Double.parseDouble(parser.getText());
    parser.nextToken();
    return value;
  }

  private static void integer(JsonParser parser, DocumentHandler handler) throws IOException {
    if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      handler.real(parser.getDoubleValue());
    } else {
      handler.integer(parser.getLongValue());
    }
  }

  /// Begins a map, or tells the value that its only entry stands for; yields by how much deeper the
  /// walk is after.
  private static int map(JsonParser parser, DocumentHandler handler) throws IOException {
    boolean isEmpty = parser.nextToken() != JsonToken.FIELD_NAME;
    String name = isEmpty ? "" : parser.currentName();
    if (name.equals("@bytes") || name.equals("@double")) {
      parser.nextToken();
      String text = parser.getText();
      if (name.equals("@bytes")) {
        handler.bytes(Base64.getDecoder().decode(text));
      } else {
        handler.real(Double.parseDouble(text));
      }
      parser.nextToken();
      return 0;
    }
    handler.beginMap();
    if (isEmpty) {
      handler.end();
      return 0;
    }
    handler.key(MARK.matcher(name).matches() ? name.substring(1) : name);
    return 1;
  }
}
