package dev.clew.bench.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The text encodings carry the spans that the OTLP bodies with the same numbers carry.
class TextBodiesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(Shape.class)
  void zipkinListsHoldTheSameSpans(Shape shape) throws IOException {
    PayloadSource otlp = Bodies.set(shape, Encoding.OTLP, 3).newSource();
    TemplateSet zipkin = Bodies.set(shape, Encoding.ZIPKIN, 3);

    for (long sequence = 1; sequence < 400; sequence += 37) {
      List<Span> expected = Bodies.spans(otlp, sequence);
      JsonNode list = JSON.readTree(Bodies.bytes(zipkin.newSource(), sequence));

      assertThat(list).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertZipkin(list.get(i), expected.get(i));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void rowsHoldTheSameSpans(Shape shape) throws IOException {
    PayloadSource otlp = Bodies.set(shape, Encoding.OTLP, 3).newSource();
    TemplateSet rows = Bodies.set(shape, Encoding.ROWS, 3);

    for (long sequence = 1; sequence < 400; sequence += 37) {
      List<Span> expected = Bodies.spans(otlp, sequence);
      byte[] body = Bodies.bytes(rows.newSource(), sequence);
      List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();

      assertThat(lines).hasSameSizeAs(expected);
      for (int i = 0; i < lines.size(); i++) {
        assertRow(JSON.readTree(lines.get(i)), expected.get(i));
      }
    }
  }

  private static void assertZipkin(JsonNode zipkin, Span span) {
    assertThat(zipkin.path("traceId").asText()).isEqualTo(hex(span.getTraceId().toByteArray()));
    assertThat(zipkin.path("id").asText()).isEqualTo(hex(span.getSpanId().toByteArray()));
    assertThat(zipkin.path("parentId").asText(""))
        .isEqualTo(hex(span.getParentSpanId().toByteArray()));
    assertThat(zipkin.path("name").asText()).isEqualTo(span.getName());
    assertThat(zipkin.path("timestamp").asLong()).isEqualTo(span.getStartTimeUnixNano() / 1_000);
    assertThat(zipkin.path("duration").asLong())
        .isEqualTo(Math.max(1, (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1_000));
    assertThat(zipkin.path("tags").has("error")).isEqualTo(isError(span));
    assertThat(zipkin.path("annotations")).hasSize(span.getEventsCount());
    assertAttributes(zipkin.path("tags"), span);
  }

  private static void assertRow(JsonNode row, Span span) {
    BigDecimal start = BigDecimal.valueOf(span.getStartTimeUnixNano(), 9);
    assertThat(new BigDecimal(row.path("Timestamp").asText())).isEqualByComparingTo(start);
    assertThat(row.path("TraceId").asText()).isEqualTo(hex(span.getTraceId().toByteArray()));
    assertThat(row.path("SpanId").asText()).isEqualTo(hex(span.getSpanId().toByteArray()));
    assertThat(row.path("SpanName").asText()).isEqualTo(span.getName());
    assertThat(row.path("Duration").asLong())
        .isEqualTo(span.getEndTimeUnixNano() - span.getStartTimeUnixNano());
    assertThat(row.path("StatusCode").asText().equals("Error")).isEqualTo(isError(span));
    assertThat(row.path("Events.Timestamp")).hasSize(span.getEventsCount());
    assertAttributes(row.path("SpanAttributes"), span);
  }

  private static void assertAttributes(JsonNode texts, Span span) {
    span.getAttributesList().stream()
        .filter(attribute -> attribute.getValue().hasStringValue())
        .forEach(attribute ->
            assertThat(texts.path(attribute.getKey()).asText())
                .isEqualTo(attribute.getValue().getStringValue()));
  }

  private static boolean isError(Span span) {
    return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }
}
