package dev.clew.server.http.receive;

import static dev.clew.server.http.receive.HttpCall.JSON;
import static dev.clew.server.http.receive.HttpCall.PROTOBUF;
import static dev.clew.server.http.receive.HttpCall.header;
import static dev.clew.server.http.receive.HttpCall.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.server.http.Await;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpHttpTest {
  private final FakeLog log = new FakeLog(1);
  private ReceivingServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        ReceivingServer.start(
            Setup.of(log).with(ReceiveOptions.DEFAULT.withMaxRequestBytes(1 << 20)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fullSuccessIsAnEmptyMessageOfTheSameType() throws Exception {
    HttpResponse<byte[]> answer = post(PROTOBUF, Requests.spans(3, 1));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo(PROTOBUF);
    assertThat(answer.body()).isEmpty();
    assertThat(server.rows()).isEqualTo(3);
    assertThat(log.entries(0).getFirst().copyPayload()).isEqualTo(Requests.spans(3, 1));
  }

  @Test
  void jsonIsAnsweredInJson() throws Exception {
    HttpResponse<byte[]> answer = post(JSON, JsonRequests.span().getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "content-type")).isEqualTo(JSON);
    assertThat(text(answer)).isEqualTo("{}");
    assertThat(server.rows()).isEqualTo(1);
    assertThat(log.entries(0).getFirst().encoding()).isEqualTo(Encoding.OTLP_JSON.tag());
  }

  @Test
  void parametersOfTheContentTypeAreIgnored() throws Exception {
    byte[] body = JsonRequests.span().getBytes(StandardCharsets.UTF_8);

    assertThat(post(JSON + "; charset=utf-8", body).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"/v1/logs,LOGS", "/v1/metrics,METRICS"})
  void eachSignalHasItsPath(String path, Signal signal) throws Exception {
    HttpResponse<byte[]> answer =
        HttpCall.post(server.http(path), PROTOBUF, Requests.of(signal, 4, 2));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.rows()).isEqualTo(4);
    assertThat(log.entries(0).getFirst().signal()).isEqualTo(signal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "deflate", "identity"})
  void packedBodiesAreUnpacked(String encoding) throws Exception {
    byte[] packed = Packed.as(encoding, Requests.spans(30, 3));

    HttpResponse<byte[]> answer = post(PROTOBUF, packed, "Content-Encoding", encoding);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(server.rows()).isEqualTo(30);
  }

  @Test
  void emptyRequestsSucceed() throws Exception {
    assertThat(post(PROTOBUF, new byte[0]).statusCode()).isEqualTo(200);
    assertThat(text(post(JSON, "{}".getBytes(StandardCharsets.UTF_8)))).isEqualTo("{}");
    assertThat(log.entries(0)).isEmpty();
  }

  @Test
  void partialSuccessNamesWhatWasRefused() throws Exception {
    HttpResponse<byte[]> answer = post(PROTOBUF, Requests.spansAndFlawed(2, 3, 4));

    var partial = ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(partial.getRejectedSpans()).isEqualTo(3);
    assertThat(partial.getErrorMessage()).contains("trace id");
    assertThat(server.rows()).isEqualTo(2);
  }

  @Test
  void partialSuccessInJsonCountsInText() throws Exception {
    byte[] flawed =
        JsonRequests.span("00000000000000000000000000000000").getBytes(StandardCharsets.UTF_8);

    HttpResponse<byte[]> answer = post(JSON, flawed);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(text(answer))
        .startsWith("{\"partialSuccess\":{\"rejectedSpans\":\"1\",\"errorMessage\":\"1 span");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.http("/v1/traces"))
            .method(method, BodyPublishers.noBody())
            .build();

    HttpResponse<byte[]> answer = HttpCall.send(request);

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "allow")).isEqualTo("POST");
    assertThat(header(answer, "content-type")).startsWith("text/plain");
    assertThat(text(answer)).isEqualTo("405 method not allowed, supported: [POST]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/xml", "application/protobuf", "nonsense"})
  void otherContentTypesAreUnsupported(String type) throws Exception {
    HttpResponse<byte[]> answer = post(type, Requests.spans(1, 5));

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(text(answer))
        .isEqualTo(
            "415 unsupported media type, supported: [application/json, application/x-protobuf]\n");
  }

  @Test
  void aMissingContentTypeIsUnsupported() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.http("/v1/traces"))
            .POST(BodyPublishers.ofByteArray(new byte[1]))
            .build();

    assertThat(HttpCall.send(request).statusCode()).isEqualTo(415);
  }

  @Test
  void malformedProtobufIsABadRequestInProtobuf() throws Exception {
    HttpResponse<byte[]> answer = post(PROTOBUF, new byte[] {10, 127, 1});

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "content-type")).isEqualTo(PROTOBUF);
    RpcStatusView status = RpcStatusView.parse(answer.body());
    assertThat(status.code()).isEqualTo(3);
    assertThat(status.message()).contains("byte");
    assertThat(status.detailTypes()).containsExactly("type.googleapis.com/google.rpc.BadRequest");
  }

  @Test
  void malformedJsonIsABadRequestInJson() throws Exception {
    HttpResponse<byte[]> answer = post(JSON, "{\"a\"".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(header(answer, "content-type")).isEqualTo(JSON);
    assertThat(text(answer)).startsWith("{\"code\":3,\"message\":\"").contains("BadRequest");
  }

  @Test
  void unsupportedContentEncodingsAreBadRequests() throws Exception {
    HttpResponse<byte[]> answer = post(PROTOBUF, Requests.spans(1, 6), "Content-Encoding", "br");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(RpcStatusView.parse(answer.body()).message()).contains("gzip, zstd, deflate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "deflate"})
  void brokenCompressionIsABadRequest(String encoding) throws Exception {
    byte[] packed = Packed.as(encoding, Requests.spans(100, 7));

    assertThat(
            post(PROTOBUF, Arrays.copyOf(packed, packed.length / 2), "Content-Encoding", encoding)
                .statusCode())
        .isEqualTo(400);
    assertThat(post(PROTOBUF, Requests.spans(100, 7), "Content-Encoding", encoding).statusCode())
        .isEqualTo(400);
  }

  @Test
  void bodiesBeyondTheLimitAreTooLarge() throws Exception {
    HttpResponse<byte[]> answer = post(PROTOBUF, Requests.spanOfSize(1 << 20));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(header(answer, "retry-after")).isEmpty();
    assertThat(RpcStatusView.parse(answer.body()).code()).isEqualTo(8);
  }

  @Test
  void bodiesOfUnknownLengthAreCountedAsTheyCome() throws Exception {
    byte[] large = Requests.spanOfSize(3 << 20);
    HttpRequest request =
        HttpRequest.newBuilder(server.http("/v1/traces"))
            .header("Content-Type", PROTOBUF)
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))
            .build();

    assertThat(HttpCall.send(request).statusCode()).isEqualTo(413);
    Await.until(() -> server.intake.budget().usedBytes() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd", "deflate"})
  void bodiesThatUnpackBeyondTheLimitAreTooLarge(String encoding) throws Exception {
    byte[] bomb = Packed.as(encoding, new byte[64 << 20]);

    HttpResponse<byte[]> answer = post(PROTOBUF, bomb, "Content-Encoding", encoding);

    assertThat(answer.statusCode()).isEqualTo(413);
    Await.until(() -> server.intake.budget().usedBytes() == 0);
    assertThat(server.metric("clew_ingest_refused_requests_total{reason=\"too_large\"}"))
        .isEqualTo(1);
  }

  @Test
  void unknownPathsAreNotFoundInPlainText() throws Exception {
    HttpResponse<byte[]> answer = HttpCall.post(server.http("/v1/profiles"), PROTOBUF, new byte[0]);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "content-type")).startsWith("text/plain");
  }

  @Test
  void otherOriginsGetNoPermission() throws Exception {
    URI uri = server.http("/v1/traces");
    HttpResponse<byte[]> answer =
        HttpCall.post(uri, PROTOBUF, Requests.spans(1, 8), "Origin", "https://elsewhere.example");

    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  private HttpResponse<byte[]> post(String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return HttpCall.post(server.http("/v1/traces"), type, body, headers);
  }
}
