package dev.clew.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.UncheckedIOException;

/// JSON as an answer.
public final class JsonAnswers {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonAnswers() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// Reads a text.
  ///
  /// @throws QuestionException when it is no JSON, naming the parameter
  public static JsonNode parsed(String parameter, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException _) {
      throw QuestionException.malformed(parameter + " is not JSON");
    }
  }

  /// Says that a cursor leads nowhere any more, and what to do.
  public static HttpResponse expired(QuestionException refused) {
    ObjectNode root = object();
    root.putObject("error")
        .put("code", refused.status())
        .put("reason", "expired")
        .put("message", refused.line());
    return of(HttpStatus.valueOf(refused.status()), root);
  }

  public static HttpResponse of(HttpStatus status, JsonNode body) {
    return of(status, body, HttpHeaders.of());
  }

  /// An answer with headers of its own.
  public static HttpResponse of(HttpStatus status, JsonNode body, HttpHeaders headers) {
    try {
      return HttpResponse.of(
          ResponseHeaders.builder(status).add(headers).contentType(MediaType.JSON_UTF_8).build(),
          HttpData.wrap(MAPPER.writeValueAsBytes(body)));
    } catch (JsonProcessingException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
