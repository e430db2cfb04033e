package dev.clew.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.testkit.Seeds;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpJsonTest {
  @ParameterizedTest
  @EnumSource
  void anyWayOfWritingAMessageIsRead(Signals signal) {
    Seeds.forEach(
        3_000,
        random -> {
          Message message = signal.random(random);
          byte[] body = MessageText.utf8(new JsonPrinter(random).printed(message));
          Signals.Expected expected = signal.expected(message);

          Decoded<? extends Batch> decoded = signal.decode(body, Encoding.JSON);

          assertThat(BatchText.lines(BatchText.of(Bodies.batch(decoded))))
              .containsExactlyElementsOf(BatchText.lines(expected.rows()));
          assertThat(Bodies.accepted(decoded).rejected()).isEqualTo(expected.rejected());
        });
  }

  @ParameterizedTest
  @EnumSource
  void aSliceOfAnArrayIsEnough(Signals signal) {
    Message message = signal.random(Seeds.random(1));
    byte[] body = MessageText.utf8(new JsonPrinter(Seeds.random(1)).printed(message));
    byte[] around = new byte[body.length + 20];
    Arrays.fill(around, (byte) '{');
    System.arraycopy(body, 0, around, 10, body.length);

    Decoded<? extends Batch> decoded =
        signal.decode(around, 10, body.length, Encoding.JSON, Limits.DEFAULT);

    assertThat(BatchText.of(Bodies.batch(decoded))).isEqualTo(signal.expected(message).rows());
  }

  @ParameterizedTest
  @CsvSource({"trace,TRACES,1", "logs,LOGS,1", "events,LOGS,1", "metrics,METRICS,4"})
  void examplesOfTheProtocolAreRead(String example, Signals signal, int rows) throws IOException {
    byte[] body =
        Files.readAllBytes(
            TestData.require("collector/opentelemetry-proto/examples/" + example + ".json"));

    Decoded<? extends Batch> decoded = signal.decode(body, Encoding.JSON);

    assertThat(Bodies.batch(decoded).size()).isEqualTo(rows);
    assertThat(Bodies.accepted(decoded).message()).isEmpty();
    assertThat(Bodies.accepted(decoded).repairs().total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "7",
        "{",
        "{}}",
        "{} {}",
        "{\"resourceSpans\":{}}",
        "{\"resourceSpans\":[null]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":5}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"kind\":1e30}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":\"x\"}]}]}]}",
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"startTimeUnixNano\":0.5}]}]}]}",
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":"
            + "{\"bytesValue\":\"!\"}}]}}]}",
        "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"k\",\"value\":"
            + "{\"intValue\":1,\"boolValue\":true}}]}}]}"
      })
  void whatIsNoRequestIsRefusedWithItsPlace(String body) {
    Decoded<? extends Batch> decoded = Signals.TRACES.decode(MessageText.utf8(body), Encoding.JSON);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            Decoded.Refused.class,
            refused -> assertThat(refused.message()).startsWith("malformed JSON at byte "));
  }

  @Test
  void integersMayBeWrittenAsWholeDoubles() {
    byte[] bytes =
        MessageText.utf8(
            """
            {"resourceSpans":[{"scopeSpans":[{"spans":[{
              "traceId":"00112233445566778899aabbccddeeff","spanId":"0011223344556677",
              "startTimeUnixNano":1.5e18}]}]}]}
            """);

    Decoded<? extends Batch> decoded = Signals.TRACES.decode(bytes, Encoding.JSON);

    assertThat(Bodies.batch(decoded).timeNanos(0)).isEqualTo(1_500_000_000_000_000_000L);
  }

  @Test
  void anEntryOfAMapMayHaveItsKeyAnywhereAndOfTwoKeysTheFirstCounts() {
    byte[] bytes =
        MessageText.utf8(
            """
            {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"kvlistValue":{"values":[
              {"value":{"intValue":1},"key":"@bytes"},
              {"value":{"kvlistValue":{"values":[{"value":{},"key":"x"}]}},"key":"b"},
              {"key":"c","value":{"intValue":3},"key":"d"},
              {"key":"e"},{}]}}}]}]}]}
            """);

    LogBatch batch = (LogBatch) Bodies.batch(Signals.LOGS.decode(bytes, Encoding.JSON));

    assertThat(batch.strings().get((int) batch.body(0)))
        .isEqualTo("{\"@@bytes\":1,\"b\":{\"x\":null},\"c\":3,\"e\":null,\"\":null}");
  }
}
