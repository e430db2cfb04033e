package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clew.pipeline.extension.HealthCheckOptions;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.server.http.ConnectionLimits;
import dev.clew.server.http.HealthCheck;
import dev.clew.server.http.HttpListeners;
import dev.clew.server.http.Listener;
import dev.clew.server.http.receive.HttpCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The extension `health_check` and the page of metrics that a file asks for.
final class HealthCheckTest {
  private static final CollectorText TEXT = CollectorText.of("{http: {endpoint: '127.0.0.1:0'}}");

  @TempDir Path folder;

  @Test
  void tellsThatPipelinesRunAndSinceWhen() throws IOException {
    try (LiveServer server =
        TEXT.with("{health_check: {endpoint: '127.0.0.1:0'}}", "health_check").start(folder)) {
      server.clock().advance(Duration.ofMillis(62_500));
      LiveServer.Answer answer = server.getFrom("health_check", "/any/path");
      JsonNode json = answer.json();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(json.path("status").asText()).isEqualTo("Server available");
      assertThat(json.path("upSince").asText()).isEqualTo("2026-09-21T14:14:20Z");
      assertThat(json.path("uptime").asText()).isEqualTo("62.5s");
    }
  }

  @Test
  void hasThePathAndTheBodyOfTheFile() throws IOException {
    String extension =
        "{health_check/a: {endpoint: '127.0.0.1:0', path: /up, response_body: {healthy: fine}}}";
    try (LiveServer server = TEXT.with(extension, "health_check/a").start(folder)) {
      assertThat(server.getFrom("health_check/a", "/up"))
          .isEqualTo(new LiveServer.Answer(200, "text/plain; charset=utf-8", "fine"));
      assertThat(server.getFrom("health_check/a", "/").status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "response_body: {unhealthy: Server not available}"})
  void tellsThatTheyDoNot(String body) throws Exception {
    CollectorFile file =
        TEXT.with("{health_check: {endpoint: '127.0.0.1:0', %s}}".formatted(body), "health_check")
            .load();
    HealthCheckOptions options = file.extensions().getFirst().options(HealthCheckOptions.class);
    HealthCheck check = new HealthCheck(options, () -> false, InstantSource.system());
    Listener listener = new Listener("check", Listener.address("0"), null, check::addTo);
    try (HttpListeners open = HttpListeners.open(List.of(listener), ConnectionLimits.DEFAULT)) {
      HttpResponse<byte[]> answer =
          HttpCall.get(URI.create("http://127.0.0.1:" + open.address("check").getPort() + "/"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(HttpCall.text(answer)).contains("Server not available");
    }
  }

  @Test
  void anExtensionThatDoesNotRunDoesNotListen() throws IOException {
    try (LiveServer server =
        TEXT.with("{health_check: {endpoint: '127.0.0.1:0'}}", "").start(folder)) {
      assertThat(server.listeners()).doesNotContain("health_check");
    }
  }

  @Test
  void metricsAreServedWhereTheFileSays() throws IOException {
    int port = freePort();
    String telemetry =
        "  telemetry: {metrics: {readers: [{pull: {exporter: {prometheus:"
            + " {host: 127.0.0.1, port: %d}}}}]}}".formatted(port);
    try (LiveServer server = TEXT.with(telemetry).start(folder)) {
      assertThat(server.uri("telemetry", "/metrics"))
          .isEqualTo(URI.create("http://127.0.0.1:%d/metrics".formatted(port)));
      assertThat(server.getFrom("telemetry", "/metrics").text()).contains("clew_ingest_");
      assertThat(server.getFrom("telemetry", "/readyz").status()).isEqualTo(404);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
