package dev.clew.ingest.zipkin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.Limits;
import dev.clew.model.Attributes;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ZipkinDecoderTest {
  private static final long RECEIVED = 1_800_000_000_000_000_000L;
  private static final String IDS =
      "\"traceId\":\"463ac35c9f6413ad48485a3953bb6124\",\"id\":\"a2fb4a1d1a96d312\"";

  @Test
  void aFullSpanIsMapped() {
    SpanBatch batch =
        batch(
            """
            [{"traceId":"463AC35C9F6413AD48485A3953BB6124","parentId":"000000000000000b",
              "id":"a2fb4a1d1a96d312","kind":"SERVER","name":"get /","timestamp":1700000000000001,
              "duration":431,"debug":true,"shared":true,
              "localEndpoint":{"serviceName":"frontend","ipv4":"192.0.2.1","ipv6":"::1","port":8080},
              "remoteEndpoint":{"serviceName":"browser","ipv6":"2001:db8::c001","port":63840},
              "annotations":[{"timestamp":1700000000000100,"value":"cache miss"}],
              "tags":{"http.method":"GET","http.path":"/api"}}]
            """);

    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.traceId(0)).isEqualTo(TraceId.parse("463ac35c9f6413ad48485a3953bb6124"));
    assertThat(batch.spanId(0)).isEqualTo(0xa2fb_4a1d_1a96_d312L);
    assertThat(batch.parentSpanId(0)).isEqualTo(11);
    assertThat(batch.kind(0)).isEqualTo(SpanKind.SERVER);
    assertThat(batch.status(0)).isEqualTo(SpanStatus.UNSET);
    assertThat(text(batch, batch.name(0))).isEqualTo("get /");
    assertThat(batch.startNanos(0)).isEqualTo(1_700_000_000_000_001_000L);
    assertThat(batch.durationNanos(0)).isEqualTo(431_000);
    assertThat(batch.flags(0)).isEqualTo(1);
    assertThat(text(batch, batch.resources().name(batch.resource(0)))).isEqualTo("frontend");
    assertThat(attributes(batch, batch.resources().attributes(), batch.resource(0)))
        .containsExactly(Map.entry("service.name", "frontend"));
    assertThat(attributes(batch, batch.attributes(), 0))
        .containsExactly(
            Map.entry("zipkin.debug", "1"),
            Map.entry("zipkin.shared", "1"),
            Map.entry("network.local.address", "192.0.2.1"),
            Map.entry("network.local.port", "8080"),
            Map.entry("peer.service", "browser"),
            Map.entry("network.peer.address", "2001:db8::c001"),
            Map.entry("network.peer.port", "63840"),
            Map.entry("http.method", "GET"),
            Map.entry("http.path", "/api"));
    assertThat(text(batch, batch.events().name(0))).isEqualTo("cache miss");
    assertThat(batch.events().timeNanos(0)).isEqualTo(1_700_000_000_000_100_000L);
  }

  @Test
  void shortIdsArePaddedOnTheLeft() {
    SpanBatch batch = batch("[{\"traceId\":\"48485a3953bb6124\",\"id\":\"b\"}]");

    assertThat(batch.traceId(0)).isEqualTo(new TraceId(0, 0x4848_5a39_53bb_6124L));
    assertThat(batch.spanId(0)).isEqualTo(11);
    assertThat(batch.kind(0)).isEqualTo(SpanKind.INTERNAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"error\":\"\"|ERROR|",
        "\"error\":\"true\"|ERROR|",
        "\"error\":\"timed out\"|ERROR|timed out",
        "\"error\":\"false\"|UNSET|",
        "\"otel.status_code\":\"OK\"|OK|",
        "\"otel.status_code\":\"ERROR\",\"error\":\"x\"|ERROR|x",
        "\"otel.status_description\":\"y\",\"error\":\"x\"|ERROR|y"
      })
  void tagsTellTheStatus(String tags, SpanStatus status, String message) {
    SpanBatch batch = batch("[{" + IDS + ",\"tags\":{" + tags + "}}]");

    assertThat(batch.status(0)).isEqualTo(status);
    assertThat(text(batch, batch.statusMessage(0))).isEqualTo(message == null ? "" : message);
    assertThat(attributes(batch, batch.attributes(), 0)).isEmpty();
  }

  @Test
  void tagsOfOpenTelemetryBecomeWhatTheyStandFor() {
    SpanBatch batch =
        batch(
            """
            [{%s,"tags":{"otel.scope.name":"lib","otel.library.version":"2","span.kind":"client",
              "w3c.tracestate":"a=1","k":"v"}}]
            """
                .formatted(IDS));

    assertThat(text(batch, batch.scopes().name(batch.scope(0)))).isEqualTo("lib");
    assertThat(text(batch, batch.scopes().version(batch.scope(0)))).isEqualTo("2");
    assertThat(batch.kind(0)).isEqualTo(SpanKind.CLIENT);
    assertThat(text(batch, batch.traceState(0))).isEqualTo("a=1");
    assertThat(attributes(batch, batch.attributes(), 0)).containsExactly(Map.entry("k", "v"));
  }

  @Test
  void spansOfOneServiceShareAResource() {
    String span = "{%s,\"localEndpoint\":{\"serviceName\":\"%s\"}}";

    SpanBatch batch =
        batch(
            "["
                + String.join(
                    ",",
                    span.formatted(IDS, "a"),
                    span.formatted(IDS, "b"),
                    span.formatted(IDS, "a"))
                + "]");

    assertThat(batch.resource(2)).isEqualTo(batch.resource(0)).isNotEqualTo(batch.resource(1));
    assertThat(batch.resources().size()).isEqualTo(2);
  }

  @Test
  void aSpanWithoutTimeGetsTheTimeOfReceipt() {
    SpanBatch batch = batch("[{" + IDS + ",\"duration\":5}]");

    assertThat(batch.startNanos(0)).isEqualTo(RECEIVED);
  }

  @Test
  void nullsAndUnknownFieldsArePassedOver() {
    SpanBatch batch =
        batch(
            "[{"
                + IDS
                + ",\"parentId\":null,\"tags\":null,\"kind\":null,\"new\":{\"a\":[1,{}]},"
                + "\"localEndpoint\":null,\"annotations\":null}]");

    assertThat(batch.size()).isEqualTo(1);
    assertThat(batch.parentSpanId(0)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"traceId\":\"0\",\"id\":\"1\"}|trace id",
        "{\"traceId\":\"xyz\",\"id\":\"1\"}|trace id",
        "{\"traceId\":\"1\",\"id\":\"0\"}|span id",
        "{\"traceId\":\"1\",\"id\":\"11112222333344445\"}|span id",
        "{\"traceId\":\"1\",\"id\":\"1\",\"parentId\":\"g\"}|parent span id",
        "{\"traceId\":\"1\",\"id\":\"1\",\"timestamp\":9223372036854775807}|time must be before",
        "{\"traceId\":\"1\",\"id\":\"1\",\"timestamp\":-1}|time must be before",
        "{\"traceId\":\"1\",\"id\":\"1\",\"timestamp\":1,\"duration\":9223372036854775}|time must"
      })
  void aSpanThatCannotBeKeptIsRejectedAndItsNeighbourIsNot(String span, String reason) {
    Decoded.Accepted<SpanBatch> accepted = accepted("[" + span + ",{" + IDS + "}]");

    assertThat(accepted.rejected()).isEqualTo(1);
    assertThat(accepted.message()).startsWith("1 span refused: " + reason);
    assertThat(accepted.batch().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "[{]", "[1]", "[{\"tags\":[]}]", "[] x", "[{\"id\":7}]"})
  void whatIsNoListOfSpansIsRefused(String body) {
    assertThat(decode(body))
        .isInstanceOfSatisfying(
            Decoded.Refused.class,
            refused -> assertThat(refused.message()).startsWith("malformed Zipkin JSON at byte "));
  }

  private static SpanBatch batch(String body) {
    return accepted(body).batch();
  }

  private static Decoded.Accepted<SpanBatch> accepted(String body) {
    return switch (decode(body)) {
      case Decoded.Accepted<SpanBatch> accepted -> accepted;
      case Decoded.Refused<SpanBatch> refused -> throw new AssertionError(refused.message());
    };
  }

  private static Decoded<SpanBatch> decode(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return ZipkinDecoder.decode(bytes, 0, bytes.length, Limits.DEFAULT, RECEIVED);
  }

  private static String text(SpanBatch batch, int id) {
    return batch.strings().get(id);
  }

  private static Map<String, String> attributes(SpanBatch batch, Attributes all, int owner) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int entry = all.start(owner); entry < all.end(owner); entry++) {
      long value = all.value(entry);
      entries.put(
          text(batch, all.key(entry)),
          all.type(entry).isText() ? text(batch, (int) value) : Long.toString(value));
    }
    return entries;
  }
}
