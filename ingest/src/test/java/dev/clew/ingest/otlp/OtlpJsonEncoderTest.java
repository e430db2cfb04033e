package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.ValueType;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OtlpJsonEncoderTest {
  @ParameterizedTest
  @EnumSource(names = {"TRACES", "LOGS"})
  void whatIsWrittenIsReadAsEqualRows(Signals signal) {
    Seeds.forEach(
        1_500,
        random -> {
          byte[] body = signal.random(random).toByteArray();
          Batch batch = Bodies.batch(signal.decode(body, Encoding.PROTOBUF));
          JsonForm form =
              new JsonForm(
                  JsonForm.Ids.HEX,
                  random.nextBoolean() ? JsonForm.Enums.NAME : JsonForm.Enums.NUMBER);

          byte[] json = MessageText.utf8(written(batch, form));

          Batch again = Bodies.batch(signal.decode(json, Encoding.JSON));
          assertThat(BatchText.lines(BatchText.of(again)))
              .containsExactlyInAnyOrderElementsOf(BatchText.lines(BatchText.of(batch)));
        });
  }

  @Test
  void aSpanIsWrittenAsOtlpSays() throws IOException {
    assertThat(written(span(), JsonForm.OTLP))
        .isEqualTo(
            "{\"resourceSpans\":[{\"resource\":{},\"scopeSpans\":[{\"scope\":{\"name\":\"lib\"},"
                + "\"spans\":[{\"traceId\":\"00000000000000010000000000000002\","
                + "\"spanId\":\"0000000000000003\",\"name\":\"get\",\"kind\":2,"
                + "\"startTimeUnixNano\":\"5\",\"endTimeUnixNano\":\"9\",\"attributes\":["
                + "{\"key\":\"n\",\"value\":{\"intValue\":\"7\"}},"
                + "{\"key\":\"l\",\"value\":{\"arrayValue\":{\"values\":["
                + "{\"stringValue\":\"a\"},{},{\"doubleValue\":\"NaN\"}]}}}],"
                + "\"status\":{\"code\":2}}]}]}]}");
  }

  @Test
  void aSpanIsWrittenAsProtobufSays() throws IOException {
    assertThat(written(span(), JsonForm.PROTOBUF))
        .contains(
            "\"traceId\":\"AAAAAAAAAAEAAAAAAAAAAg==\",\"spanId\":\"AAAAAAAAAAM=\"",
            "\"kind\":\"SPAN_KIND_SERVER\"",
            "\"status\":{\"code\":\"STATUS_CODE_ERROR\"}");
  }

  @Test
  void severitiesHaveNames() throws IOException {
    LogBatch batch = new LogBatch();
    for (int severity = 0; severity <= 24; severity++) {
      batch.severity(severity, (byte) severity);
      batch.endRow();
    }
    batch.resources().endRow(0, 0, 0, 0);
    batch.scopes().endRow(0, 0, 0, 0);

    assertThat(written(batch, JsonForm.PROTOBUF))
        .contains("\"SEVERITY_NUMBER_TRACE\"", "\"SEVERITY_NUMBER_INFO2\"")
        .contains("\"SEVERITY_NUMBER_FATAL4\"")
        .doesNotContain("UNSPECIFIED");
  }

  private static SpanBatch span() {
    SpanBatch batch = new SpanBatch();
    batch.traceIdHigh(0, 1);
    batch.traceIdLow(0, 2);
    batch.spanId(0, 3);
    batch.name(0, batch.strings().add("get"));
    batch.kind(0, SpanKind.SERVER);
    batch.startNanos(0, 5);
    batch.endNanos(0, 9);
    batch.status(0, SpanStatus.ERROR);
    batch.attributes().add(batch.strings().add("n"), ValueType.INT, 7);
    batch
        .attributes()
        .add(
            batch.strings().add("l"),
            ValueType.ARRAY,
            batch.strings().add("[\"a\",null,{\"@double\":\"NaN\"}]"));
    batch.resource(0, batch.resources().endRow(0, 0, 0, 0));
    batch.scope(0, batch.scopes().endRow(batch.strings().add("lib"), 0, 0, 0));
    batch.endRow();
    return batch;
  }

  private static String written(Batch batch, JsonForm form) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      OtlpJsonEncoder encoder = new OtlpJsonEncoder(out, form);
      out.writeStartObject();
      switch (batch) {
        case SpanBatch spans -> {
          out.writeFieldName("resourceSpans");
          encoder.spans(spans, RowGroups.all(batch));
        }
        case LogBatch logs -> {
          out.writeFieldName("resourceLogs");
          encoder.logs(logs, RowGroups.all(batch));
        }
        case PointBatch points -> throw new IllegalArgumentException("points " + points.size());
      }
      out.writeEndObject();
    }
    return text.toString();
  }
}
