package dev.clew.examples.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/// Checks JSON against the published schema: every member is a field of its message, 64-bit
/// integers are decimal text, ids are hex of the right length, enums are numbers.
public final class OtlpSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Descriptor> REQUESTS =
      Map.of(
          "/v1/traces", ExportTraceServiceRequest.getDescriptor(),
          "/v1/logs", ExportLogsServiceRequest.getDescriptor(),
          "/v1/metrics", ExportMetricsServiceRequest.getDescriptor());

  private OtlpSchema() {}

  /// Checks a request and yields it.
  public static JsonNode check(Sink.Received request) {
    assertThat(request.contentType()).isEqualTo("application/json");
    Descriptor message = REQUESTS.get(request.path());
    JsonNode body = parse(request.json());
    checkMessage(body, Objects.requireNonNull(message, request.path()), request.path());
    return body;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError("body is not JSON: " + json, e);
    }
  }

  private static void checkMessage(JsonNode node, Descriptor message, String where) {
    assertThat(node.isObject()).as(where).isTrue();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String path = where + "." + member.getKey();
      FieldDescriptor field =
          message.getFields().stream()
              .filter(each -> each.getJsonName().equals(member.getKey()))
              .findFirst()
              .orElseThrow(() -> new AssertionError(path + " is no field"));
      if (field.isRepeated()) {
        assertThat(member.getValue().isArray()).as(path).isTrue();
        member.getValue().forEach(each -> checkValue(each, field, path));
      } else {
        checkValue(member.getValue(), field, path);
      }
    }
  }

  private static void checkValue(JsonNode value, FieldDescriptor field, String path) {
    switch (field.getType()) {
      case MESSAGE -> checkMessage(value, field.getMessageType(), path);
      case INT64, UINT64, SINT64, FIXED64, SFIXED64 -> {
        assertThat(value.isTextual()).as(path).isTrue();
        assertThat(value.textValue()).as(path).matches("-?[0-9]{1,20}");
      }
      case BYTES -> {
        int digits = field.getName().equals("trace_id") ? 32 : 16;
        assertThat(value.textValue()).as(path).matches("[0-9a-f]{%d}".formatted(digits));
      }
      case ENUM, INT32, UINT32, FIXED32 -> assertThat(value.isInt()).as(path).isTrue();
      case STRING -> assertThat(value.isTextual()).as(path).isTrue();
      case BOOL -> assertThat(value.isBoolean()).as(path).isTrue();
      case DOUBLE -> assertThat(value.isNumber()).as(path).isTrue();
      default -> throw new AssertionError(path + " has a type that OTLP does not use");
    }
  }
}
