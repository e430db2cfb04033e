package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpRequestWriter;
import com.linecorp.armeria.common.RequestHeaders;
import dev.clew.server.http.Await;
import dev.clew.server.http.ConnectionLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients that begin a body and do not end it.
class SlowClientTest {
  private static final int DEADLINE_EXCEEDED = 4;
  private static final String HEAD =
      """
      POST /v1/traces HTTP/1.1
      Host: x
      Content-Type: application/x-protobuf
      Content-Length: 1000000

      """
          .replace("\n", "\r\n");

  private ReceivingServer server;

  @BeforeEach
  void start() throws IOException {
    ConnectionLimits limits =
        ConnectionLimits.DEFAULT.withTimeouts(
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1));
    server = ReceivingServer.start(Setup.of(new FakeLog(1)).with(limits));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bodiesThatNeverEndAreCutOffAndGiveTheirMemoryBack() throws Exception {
    try (Socket socket = connected()) {
      send(socket, HEAD + "begin");
      Await.until(() -> server.intake.budget().usedBytes() > 0);

      String answer = readAll(socket);

      assertThat(answer).startsWith("HTTP/1.1 503").contains("retry-after: 1");
      Await.until(() -> server.intake.budget().usedBytes() == 0);
      assertThat(server.metric("clew_ingest_refused_requests_total{reason=\"timed_out\"}"))
          .isEqualTo(1);
    }
  }

  @Test
  void messagesThatNeverEndExceedTheirDeadline() {
    HttpRequestWriter request =
        HttpRequest.streaming(
            RequestHeaders.builder(HttpMethod.POST, GrpcCall.TRACES)
                .add("content-type", "application/grpc")
                .build());
    request.write(HttpData.wrap(new byte[] {0, 0, 1, 0, 0, 7}));
    WebClient client = WebClient.of("h2c://" + server.grpc("").getAuthority());

    AggregatedHttpResponse answer = client.execute(request).aggregate().join();

    assertThat(new GrpcCall.Answer(answer).status()).isEqualTo(DEADLINE_EXCEEDED);
    Await.until(() -> server.intake.budget().usedBytes() == 0);
  }

  @Test
  void clientsThatHangUpGiveTheirMemoryBack() throws Exception {
    try (Socket socket = connected()) {
      send(socket, HEAD + "begin");
      Await.until(() -> server.intake.budget().usedBytes() > 0);
    }

    Await.until(() -> server.intake.budget().usedBytes() == 0);
    assertThat(server.rows()).isZero();
  }

  @Test
  void anAnnouncementAloneHoldsNothing() throws Exception {
    try (Socket socket = connected()) {
      send(socket, HEAD);
      readAll(socket);

      Await.until(() -> server.intake.budget().usedBytes() == 0);
    }
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.http("").getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }
}
