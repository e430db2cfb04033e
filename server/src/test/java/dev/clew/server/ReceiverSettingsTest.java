package dev.clew.server;

import static dev.clew.server.http.receive.HttpCall.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import dev.clew.model.Signal;
import dev.clew.server.http.Await;
import dev.clew.server.http.receive.GrpcCall;
import dev.clew.server.http.receive.HttpCall;
import dev.clew.server.http.receive.Packed;
import dev.clew.server.http.receive.Requests;
import dev.clew.server.http.receive.RpcStatusView;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a configuration says about its receivers, in the running server.
final class ReceiverSettingsTest {
  @TempDir Path folder;

  @Test
  void grpcRefusesMessagesBeyondItsLimit() throws IOException {
    try (LiveServer server = start("{grpc: {endpoint: '127.0.0.1:0', max_recv_msg_size_mib: 1}}")) {
      GrpcCall.Answer fits = server.call(Requests.spanOfSize(1_000_000));
      GrpcCall.Answer plain = server.call(Requests.spanOfSize(1 << 20));
      GrpcCall.Answer bomb =
          server.call(Packed.gzip(Requests.spanOfSize(2 << 20)), "grpc-encoding", "gzip");

      assertThat(fits.status()).isZero();
      assertThat(plain.status()).isEqualTo(8);
      assertThat(bomb.status()).isEqualTo(8);
      assertThat(bomb.details()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"'',413", "'compat: {body_limit_status: 400}',400"})
  void httpRefusesBodiesBeyondItsLimit(String compat, int status) throws Exception {
    String protocols = "{http: {endpoint: '127.0.0.1:0', max_request_body_size: 100000}}";
    try (LiveServer server = CollectorText.of(protocols).with(compat).start(folder)) {
      HttpResponse<byte[]> fits = server.post(Requests.spanOfSize(90_000));
      HttpResponse<byte[]> plain = server.post(Requests.spanOfSize(100_000));
      HttpResponse<byte[]> packed =
          server.post(Packed.gzip(Requests.spanOfSize(100_000)), "Content-Encoding", "gzip");

      assertThat(fits.statusCode()).isEqualTo(200);
      assertThat(plain.statusCode()).isEqualTo(status);
      assertThat(packed.statusCode()).isEqualTo(status);
      assertThat(RpcStatusView.parse(packed.body()).code()).isEqualTo(8);
    }
  }

  @Test
  void aLimitAboveTheServersOwnIsTheServersOwn() throws Exception {
    String protocols = "{http: {endpoint: '127.0.0.1:0', max_request_body_size: 100000000}}";
    try (LiveServer server = start(protocols)) {
      assertThat(server.post(Requests.spanOfSize(4 << 20)).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void eachSignalIsTakenAtItsPath() throws Exception {
    String protocols =
        "{http: {endpoint: '127.0.0.1:0', traces_url_path: /in/spans, logs_url_path: '/{x}'}}";
    try (LiveServer server = start(protocols)) {
      assertThat(post(server, "/in/spans", Requests.spans(3, 1)).statusCode()).isEqualTo(200);
      assertThat(post(server, "/v1/traces", Requests.spans(3, 2)).statusCode()).isEqualTo(404);
      assertThat(post(server, "/anything", Requests.of(Signal.LOGS, 1, 3)).statusCode())
          .isEqualTo(404);
      assertThat(server.spans()).isEqualTo(3);
    }
  }

  @Test
  void twoSignalsCannotShareAPath() {
    assertThatThrownBy(() ->
            start("{http: {endpoint: '127.0.0.1:0', traces_url_path: /in, logs_url_path: /in}}"))
        .hasMessage("receiver otlp: two signals have the same URL path");
  }

  @ParameterizedTest
  @CsvSource({"gzip,200", "zstd,400", "identity,200", "deflate,400", "br,400"})
  void onlyTheListedCodingsAreTaken(String coding, int status) throws Exception {
    String protocols =
        "{http: {endpoint: '127.0.0.1:0', compression_algorithms: ['', gzip, zlib]}}";
    try (LiveServer server = start(protocols)) {
      HttpResponse<byte[]> answer =
          server.post(Packed.as(coding, Requests.spans(2, 4)), "Content-Encoding", coding);

      assertThat(answer.statusCode()).isEqualTo(status);
      if (status == 400) {
        assertThat(RpcStatusView.parse(answer.body()).message()).contains("gzip, zlib, identity");
      }
    }
  }

  @Test
  void unpackedBodiesAreRefusedWhereTheyAreNotListed() throws Exception {
    String protocols = "{http: {endpoint: '127.0.0.1:0', compression_algorithms: [gzip]}}";
    try (LiveServer server = start(protocols)) {
      assertThat(server.post(Requests.spans(2, 4)).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void allAnswersHaveTheResponseHeaders() throws Exception {
    String protocols =
        "{http: {endpoint: '127.0.0.1:0', response_headers: {X-Served-By: clew, X-Two: b}}}";
    try (LiveServer server = start(protocols)) {
      HttpResponse<byte[]> taken = server.post(Requests.spans(1, 5));
      HttpResponse<byte[]> refused = server.post(new byte[] {1, 2, 3});

      assertThat(header(taken, "x-served-by")).isEqualTo("clew");
      assertThat(header(taken, "x-two")).isEqualTo("b");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(header(refused, "x-served-by")).isEqualTo("clew");
    }
  }

  @Test
  void aHeaderThatIsNoneIsRefusedAtStart() {
    assertThatThrownBy(
            () -> start("{http: {endpoint: '127.0.0.1:0', response_headers: {'a b': c}}}").close())
        .hasMessage("cannot serve otlp-http: response_headers: \"a b\" is not a name of a header");
  }

  @Test
  void connectionsEndAfterAnAnswerWithoutKeepAlive() throws Exception {
    String protocols = "{http: {endpoint: '127.0.0.1:0', keep_alives_enabled: false}}";
    try (LiveServer server = start(protocols)) {
      assertThat(header(server.post(Requests.spans(1, 6)), "connection")).isEqualTo("close");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://app.example", "https://a.team.example"})
  void pagesOfNamedOriginsMaySend(String origin) throws Exception {
    try (LiveServer server = start(CORS)) {
      HttpResponse<byte[]> asked = preflight(server, origin, "content-type, x-tenant");
      HttpResponse<byte[]> sent = server.post(Requests.spans(1, 7), "Origin", origin);

      assertThat(asked.statusCode()).isEqualTo(204);
      assertThat(header(asked, "access-control-allow-origin")).isEqualTo(origin);
      assertThat(header(asked, "access-control-allow-methods")).isEqualTo("POST");
      assertThat(header(asked, "access-control-allow-headers")).isEqualTo("content-type, x-tenant");
      assertThat(header(asked, "access-control-max-age")).isEqualTo("600");
      assertThat(sent.statusCode()).isEqualTo(200);
      assertThat(header(sent, "access-control-allow-origin")).isEqualTo(origin);
      assertThat(header(sent, "vary")).isEqualTo("Origin");
    }
  }

  @Test
  void otherOriginsAndHeadersGetNoPermission() throws Exception {
    try (LiveServer server = start(CORS)) {
      assertNoPermission(preflight(server, "https://app.example.evil", "content-type"));
      assertNoPermission(preflight(server, "https://team.example", "content-type"));
      assertNoPermission(preflight(server, "https://app.example", "x-other"));
      assertNoPermission(server.post(Requests.spans(1, 8), "Origin", "https://evil.example"));
    }
  }

  private static final String CORS =
      "{http: {endpoint: '127.0.0.1:0', cors: {allowed_origins: ['https://app.example',"
          + " 'https://*.team.example'], allowed_headers: [Content-Type, X-Tenant],"
          + " max_age: 600}}}";

  private static void assertNoPermission(HttpResponse<byte[]> answer) {
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  private static HttpResponse<byte[]> preflight(LiveServer server, String origin, String headers)
      throws IOException, InterruptedException {
    return HttpCall.send(
        HttpRequest.newBuilder(server.uri("otlp-http", "/v1/traces"))
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", headers)
            .build());
  }

  @Test
  void receiversListenAtSocketsOfTheFileSystem() throws Exception {
    Path socket = folder.resolve("otlp.sock");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket))
        .close();
    String protocols = "{http: {endpoint: '%s', transport: unix}}".formatted(socket);
    try (LiveServer server = start(protocols)) {
      assertThat(server.place("otlp-http")).isEqualTo(socket.toString());
      assertThat(throughSocket(socket, Requests.spans(4, 9))).startsWith("HTTP/1.1 200");
      assertThat(server.spans()).isEqualTo(4);
      assertThatThrownBy(() -> CollectorText.of(protocols).start(folder.resolve("other")))
          .hasMessageContaining("is taken");
      assertThat(throughSocket(socket, Requests.spans(1, 10))).startsWith("HTTP/1.1 200");
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void whatIsNoSocketIsNotRemoved() throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "text");
    assertThatThrownBy(() -> start("{http: {endpoint: '%s', transport: unix}}".formatted(file)))
        .hasMessageContaining("is taken");
    assertThat(file).hasContent("text");
  }

  private static String throughSocket(Path socket, byte[] body) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      String head =
          "POST /v1/traces HTTP/1.1\r\nHost: x\r\n"
              + "Content-Type: application/x-protobuf\r\nContent-Length: %d\r\n\r\n"
                  .formatted(body.length);
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
      channel.write(ByteBuffer.wrap(body));
      ByteBuffer answer = ByteBuffer.allocate(4_096);
      String text = "";
      while (!text.contains("\r\n\r\n") && channel.read(answer) > 0) {
        text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
      }
      return text;
    }
  }

  @Test
  void receiversListenBesideEachOtherWithLimitsOfTheirOwn() throws Exception {
    String yaml =
        """
        receivers:
          otlp: {protocols: {http: {endpoint: '127.0.0.1:0'}}}
          otlp/small:
            protocols: {http: {endpoint: '127.0.0.1:0', max_request_body_size: 1000}}
        exporters: {clew: {}}
        service:
          pipelines: {traces: {receivers: [otlp, otlp/small], exporters: [clew]}}
        """;
    byte[] body = Requests.spanOfSize(5_000);
    try (LiveServer server =
        LiveServer.start(folder, LiveServer.newClock(), CollectorText.load(yaml))) {
      URI small = server.uri("otlp/small-http", "/v1/traces");

      assertThat(server.post(body).statusCode()).isEqualTo(200);
      assertThat(HttpCall.post(small, HttpCall.PROTOBUF, body).statusCode()).isEqualTo(413);
      assertThat(HttpCall.post(small, HttpCall.PROTOBUF, Requests.spans(1, 3)).statusCode())
          .isEqualTo(200);
      assertThat(server.spans()).isEqualTo(2);
    }
  }

  @Test
  void zipkinIsTakenByTheDefaultServerAlone() throws Exception {
    try (LiveServer server = start("{http: {endpoint: '127.0.0.1:0'}}")) {
      assertThat(server.post("/api/v2/spans", HttpCall.JSON, new byte[] {'[', ']'}).statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void connectionsEndAtTheirAge() throws Exception {
    String protocols =
        "{grpc: {endpoint: '127.0.0.1:0', max_concurrent_streams: 3, keepalive:"
            + " {server_parameters: {max_connection_age: 1s, max_connection_idle: 5m}}}}";
    try (LiveServer server = start(protocols);
        ClientFactory factory = ClientFactory.builder().build()) {
      WebClient client =
          WebClient.builder("h2c://" + server.uri("otlp-grpc", "").getAuthority())
              .factory(factory)
              .build();
      byte[] frame = GrpcCall.frame(false, Requests.spans(1, 11));
      assertThat(GrpcCall.send(client, GrpcCall.TRACES, frame).join().status()).isZero();
      assertThat(factory.numConnections()).isEqualTo(1);

      Await.until(() -> factory.numConnections() == 0);

      assertThat(GrpcCall.send(client, GrpcCall.TRACES, frame).join().status()).isZero();
    }
  }

  private LiveServer start(String protocols) throws IOException {
    return CollectorText.of(protocols).start(folder);
  }

  private static HttpResponse<byte[]> post(LiveServer server, String path, byte[] body) {
    return server.post(path, HttpCall.PROTOBUF, body);
  }
}
