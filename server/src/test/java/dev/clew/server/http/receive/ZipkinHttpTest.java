package dev.clew.server.http.receive;

import static dev.clew.server.http.receive.HttpCall.JSON;
import static dev.clew.server.http.receive.HttpCall.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ZipkinHttpTest {
  private final FakeLog log = new FakeLog(1);
  private ReceivingServer server;

  @BeforeEach
  void start() throws IOException {
    server = ReceivingServer.start(Setup.of(log));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void spansAreAccepted() throws Exception {
    HttpResponse<byte[]> answer = post(JSON, zipkinSpan());

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
    assertThat(server.rows()).isEqualTo(1);
    assertThat(log.entries(0).getFirst().encoding()).isEqualTo(Encoding.ZIPKIN_JSON.tag());
  }

  @Test
  void packedSpansAreAccepted() throws Exception {
    HttpResponse<byte[]> answer = post(JSON, Packed.gzip(zipkinSpan()), "Content-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(server.rows()).isEqualTo(1);
  }

  @Test
  void protobufIsUnsupportedAndSaysWhatIsNot() throws Exception {
    HttpResponse<byte[]> answer = post(HttpCall.PROTOBUF, new byte[] {10, 0});

    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(text(answer)).contains("application/json");
  }

  @Test
  void malformedSpansAreABadRequest() throws Exception {
    HttpResponse<byte[]> answer = post(JSON, "[{".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void readingIsNotAllowed() throws Exception {
    HttpResponse<byte[]> answer =
        HttpCall.send(HttpRequest.newBuilder(server.http("/api/v2/spans")).build());

    assertThat(answer.statusCode()).isEqualTo(405);
  }

  private HttpResponse<byte[]> post(String type, byte[] body, String... headers)
      throws IOException, InterruptedException {
    return HttpCall.post(server.http("/api/v2/spans"), type, body, headers);
  }

  private static byte[] zipkinSpan() {
    return JsonRequests.zipkinSpan().getBytes(StandardCharsets.UTF_8);
  }
}
