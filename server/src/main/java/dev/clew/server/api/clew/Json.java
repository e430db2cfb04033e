package dev.clew.server.api.clew;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.query.run.field.Value;
import dev.clew.server.api.JsonAnswers;
import dev.clew.server.api.QuestionException;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;

/// JSON of the API.
final class Json {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /// Field of the number of a snapshot, which is a header too.
  static final String SNAPSHOT = "snapshot";

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static HttpResponse ok(JsonNode body) throws IOException {
    ResponseHeadersBuilder headers =
        ResponseHeaders.builder(HttpStatus.OK).contentType(MediaType.JSON_UTF_8);
    if (body.has(SNAPSHOT)) {
      headers.add("clew-snapshot", body.path(SNAPSHOT).asText());
    }
    return HttpResponse.of(headers.build(), HttpData.wrap(MAPPER.writeValueAsBytes(body)));
  }

  /// An answer of which the JSON is written already.
  static HttpResponse ok(byte[] body) {
    return HttpResponse.of(
        ResponseHeaders.of(HttpStatus.OK, "content-type", MediaType.JSON_UTF_8),
        HttpData.wrap(body));
  }

  static HttpResponse refused(QuestionException refused) {
    int status = refused.status();
    if (status == HttpStatus.GONE.code()) {
      return JsonAnswers.expired(refused);
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.valueOf(status))
            .add(refused.headers())
            .contentType(MediaType.PLAIN_TEXT_UTF_8)
            .build(),
        HttpData.ofUtf8(refused.line() + "\n"));
  }

  /// Adds the attributes of an owner as `[{key, type, value}]`, in their order.
  static void attributes(ArrayNode target, Attributes attributes, int owner, Strings strings) {
    for (int entry = attributes.start(owner); entry < attributes.end(owner); entry++) {
      ValueType type = attributes.type(entry);
      ObjectNode node = target.addObject();
      node.put("key", strings.get(attributes.key(entry)));
      node.put("type", name(type));
      node.set("value", value(type, attributes.value(entry), strings));
    }
  }

  static String name(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /// A value of a batch. Integers beyond what a browser counts exactly are text.
  static JsonNode value(ValueType type, long value, Strings strings) {
    return switch (type) {
      case EMPTY -> MAPPER.nullNode();
      case STRING -> MAPPER.getNodeFactory().textNode(strings.get((int) value));
      case BOOL -> MAPPER.getNodeFactory().booleanNode(value != 0);
      case INT -> number(value);
      case DOUBLE -> real(Double.longBitsToDouble(value));
      case BYTES -> MAPPER.getNodeFactory().textNode(base64(strings, (int) value));
      case ARRAY, MAP -> document(strings.get((int) value));
    };
  }

  static JsonNode value(Value value) {
    return switch (value) {
      case Value.Text(var text) -> MAPPER.getNodeFactory().textNode(text);
      case Value.Whole(var number) -> number(number);
      case Value.Real(var number) -> real(number);
      case Value.Truth(var isTrue) -> MAPPER.getNodeFactory().booleanNode(isTrue);
      case Value.Document(_, var text) -> document(text);
    };
  }

  private static JsonNode number(long value) {
    boolean isExact = Math.abs(value) <= 1L << 53;
    return isExact
        ? MAPPER.getNodeFactory().numberNode(value)
        : MAPPER.getNodeFactory().textNode(Long.toString(value));
  }

  private static JsonNode real(double value) {
    return Double.isFinite(value)
        ? MAPPER.getNodeFactory().numberNode(value)
        : MAPPER.getNodeFactory().textNode(Double.toString(value));
  }

  private static JsonNode document(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException _) {
      return MAPPER.getNodeFactory().textNode(text);
    }
  }

  private static String base64(Strings strings, int id) {
    byte[] bytes = new byte[strings.length(id)];
    System.arraycopy(strings.arena(), strings.start(id), bytes, 0, bytes.length);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
