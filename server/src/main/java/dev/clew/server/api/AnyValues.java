package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.query.run.NamedValue;
import dev.clew.query.run.field.Value;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/// Values of results as the `AnyValue` of OTLP, in JSON and in protobuf.
public final class AnyValues {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private AnyValues() {}

  /// The bytes of a string as base64.
  public static String base64(Strings strings, int id) {
    int start = strings.start(id);
    return Base64.getEncoder()
        .encodeToString(Arrays.copyOfRange(strings.arena(), start, start + strings.length(id)));
  }

  /// A value of a result.
  public static ObjectNode json(Value value) {
    ObjectNode node = JsonAnswers.object();
    switch (value) {
      case Value.Text(var text) -> node.put("stringValue", text);
      case Value.Whole(var number) -> node.put("intValue", Long.toString(number));
      case Value.Real(var number) -> real(node, number);
      case Value.Truth(var isTrue) -> node.put("boolValue", isTrue);
      case Value.Document(var type, var text) -> {
        if (type == ValueType.BYTES) {
          node.put("bytesValue", text);
        } else {
          document(node, text);
        }
      }
    }
    return node;
  }

  private static void real(ObjectNode node, double value) {
    if (Double.isFinite(value)) {
      node.put("doubleValue", value);
    } else {
      node.put("doubleValue", Double.toString(value));
    }
  }

  private static void document(ObjectNode node, String text) {
    try {
      any(node, MAPPER.readTree(text));
    } catch (JsonProcessingException _) {
      node.put("stringValue", text);
    }
  }

  /// Turns a value as [ValueType] keeps it into an `AnyValue`.
  private static void any(ObjectNode node, JsonNode value) {
    switch (value.getNodeType()) {
      case STRING -> node.put("stringValue", value.textValue());
      case BOOLEAN -> node.put("boolValue", value.booleanValue());
      case NUMBER -> {
        if (value.isIntegralNumber()) {
          node.put("intValue", value.asText());
        } else {
          real(node, value.doubleValue());
        }
      }
      case ARRAY -> {
        ArrayNode values = node.putObject("arrayValue").putArray("values");
        value.forEach(element -> any(values.addObject(), element));
      }
      case OBJECT -> object(node, value);
      case NULL, MISSING, BINARY, POJO -> {}
    }
  }

  private static void object(ObjectNode node, JsonNode value) {
    if (value.size() == 1 && value.has("@bytes")) {
      node.put("bytesValue", value.get("@bytes").asText());
    } else if (value.size() == 1 && value.has("@double")) {
      node.put("doubleValue", value.get("@double").asText());
    } else {
      ArrayNode values = node.putObject("kvlistValue").putArray("values");
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        ObjectNode pair = values.addObject().put("key", unescaped(entry.getKey()));
        any(pair.putObject("value"), entry.getValue());
      }
    }
  }

  private static String unescaped(String key) {
    return key.matches("@@+(bytes|double)") ? key.substring(1) : key;
  }

  /// Writes a `KeyValue`.
  public static void write(ProtoWriter out, int field, NamedValue value) {
    int mark = out.begin(field);
    out.text(1, value.name());
    write(out, 2, json(value.value()));
    out.end(mark);
  }

  private static void write(ProtoWriter out, int field, JsonNode any) {
    int mark = out.begin(field);
    for (Map.Entry<String, JsonNode> entry : any.properties()) {
      JsonNode value = entry.getValue();
      switch (entry.getKey()) {
        case "stringValue" -> out.text(1, value.asText());
        case "boolValue" -> out.bool(2, value.asBoolean());
        case "intValue" -> out.varint(3, value.asLong());
        case "doubleValue" -> out.real(4, Double.parseDouble(value.asText()));
        case "bytesValue" -> out.bytes(7, Base64.getDecoder().decode(value.asText()));
        case "arrayValue" -> list(out, 5, value);
        default -> list(out, 6, value);
      }
    }
    out.end(mark);
  }

  private static void list(ProtoWriter out, int field, JsonNode list) {
    int mark = out.begin(field);
    for (JsonNode element : list.path("values")) {
      if (field == 5) {
        write(out, 1, element);
      } else {
        int pair = out.begin(1);
        out.text(1, element.path("key").asText());
        write(out, 2, element.path("value"));
        out.end(pair);
      }
    }
    out.end(mark);
  }
}
