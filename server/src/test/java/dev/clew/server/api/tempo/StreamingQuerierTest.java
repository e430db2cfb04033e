package dev.clew.server.api.tempo;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.ingest.otlp.ProtoWriter;
import dev.clew.server.api.ApiServer;
import dev.clew.server.api.OneTrace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingQuerierTest {
  private ApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ApiServer();
    server.add(OneTrace.of(1, Duration.ofMinutes(5)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /// Messages of a stream, and how it ended.
  private record Stream(
      List<ProtoFields> messages, String status, String message, HttpHeaders trailers) {}

  @Test
  void theHealthCheckOfThePluginFindsATrace() {
    ProtoWriter request = new ProtoWriter();
    long now = ApiServer.NOW.getEpochSecond();
    request.varint(4, 1);
    request.varint(5, now - 900);
    request.varint(6, now);
    request.text(8, "{}");

    Stream stream = call("Search", request);

    assertThat(stream.status).isEqualTo("0");
    assertThat(stream.messages).hasSize(1);
    assertThat(stream.messages.getFirst().text(1)).contains("gateway");
    assertThat(stream.trailers.get("clew-complete")).isEqualTo("true");
    assertThat(stream.trailers.get("clew-matched-traces")).isEqualTo("1");
    assertThat(stream.trailers.get("clew-snapshot")).hasSize(16);
    assertThat(stream.trailers.get("clew-watermark")).isNotBlank();
    assertThat(stream.trailers.contains("clew-next-cursor")).isFalse();
    assertThat(server.snapshots().size()).isZero();
  }

  @Test
  void anEmptyAnswerEndsWell() throws IOException {
    try (ApiServer empty = new ApiServer()) {
      ProtoWriter request = new ProtoWriter();
      request.text(8, "{}");
      Stream stream = call(empty, "Search", request);

      assertThat(stream.status).isEqualTo("0");
      assertThat(stream.messages.getFirst().text(1)).isEmpty();
    }
  }

  @Test
  void largeAnswersComeInPieces() {
    for (int i = 2; i < 6_000; i++) {
      server.add(OneTrace.of(i, Duration.ofMinutes(5)));
    }
    ProtoWriter request = new ProtoWriter();
    request.varint(4, 10_000);
    request.text(8, "{}");

    assertThat(call("Search", request).messages).hasSizeGreaterThan(1);
  }

  @Test
  void oldTagsAreFound() {
    ProtoWriter request = new ProtoWriter();
    int entry = request.begin(1);
    request.text(1, "user.id");
    request.text(2, "u-1");
    request.end(entry);

    assertThat(call("Search", request).messages.getFirst().text(1)).contains("gateway");
  }

  @Test
  void namesAndValuesAreOneMessage() {
    ProtoWriter scope = new ProtoWriter();
    scope.text(1, "event");
    ProtoWriter field = new ProtoWriter();
    field.text(1, "span.user.id");
    field.text(2, "{ status = error && ");
    ProtoWriter key = new ProtoWriter();
    key.text(1, "service.name");

    assertThat(call("SearchTagsV2", scope).messages.getFirst().text(1)).contains("event", "try");
    assertThat(call("SearchTags", scope).messages.getFirst().text(1)).isEqualTo("try");
    assertThat(call("SearchTagValuesV2", field).messages.getFirst().text(1))
        .contains("string", "u-1");
    assertThat(call("SearchTagValues", key).messages.getFirst().text(1)).isEqualTo("idp");
  }

  @Test
  void whatMakesNoSenseIsAnInvalidArgument() {
    ProtoWriter query = new ProtoWriter();
    query.text(8, "{ name > 3 }");
    ProtoWriter scope = new ProtoWriter();
    scope.text(1, "all");
    ProtoWriter broken = new ProtoWriter();
    broken.begin(8);
    broken.element(100);

    assertThat(call("Search", query).status).isEqualTo("3");
    assertThat(call("Search", query).message).isNotBlank();
    assertThat(call("Search", query).trailers.contains("grpc-status-details-bin")).isTrue();
    assertThat(call("SearchTagsV2", scope).status).isEqualTo("3");
    assertThat(call("Search", broken).status).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MetricsQueryRange", "MetricsQueryInstant"})
  void metricsAreNotThereYet(String method) {
    Stream stream = call(method, new ProtoWriter());

    assertThat(stream.status).isEqualTo("12");
    assertThat(stream.message).contains("metrics");
  }

  private Stream call(String method, ProtoWriter request) {
    return call(server, method, request);
  }

  private static Stream call(ApiServer server, String method, ProtoWriter request) {
    byte[] framed =
        ByteBuffer.allocate(5 + request.length())
            .put((byte) 0)
            .putInt(request.length())
            .put(request.toByteArray())
            .array();
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, "/tempopb.StreamingQuerier/" + method)
            .add("content-type", "application/grpc")
            .build();
    AggregatedHttpResponse answer =
        WebClient.of("h2c://127.0.0.1:" + server.port())
            .execute(HttpRequest.of(headers, HttpData.wrap(framed)))
            .aggregate()
            .join();
    return new Stream(
        messages(answer.content().array()),
        answer.trailers().get("grpc-status", ""),
        answer.trailers().get("grpc-message", ""),
        answer.trailers());
  }

  private static List<ProtoFields> messages(byte[] content) {
    List<ProtoFields> messages = new ArrayList<>();
    int at = 0;
    while (at < content.length) {
      int length = ByteBuffer.wrap(content, at + 1, 4).getInt();
      byte[] message = Arrays.copyOfRange(content, at + 5, at + 5 + length);
      messages.add(ProtoFields.read(message, length));
      at += 5 + length;
    }
    return messages;
  }
}
