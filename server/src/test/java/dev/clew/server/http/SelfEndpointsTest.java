package dev.clew.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelfEndpointsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Telemetry telemetry = new Telemetry();
  private final AtomicBoolean isReady = new AtomicBoolean();
  private HttpListeners listeners;

  @BeforeEach
  void start() throws IOException {
    SelfEndpoints endpoints =
        new SelfEndpoints(telemetry, () -> Readiness.of(isReady.get(), "starting"));
    listeners =
        HttpListeners.open(
            List.of(new Listener("self", Listener.address("0"), null, endpoints::addTo)),
            ConnectionLimits.DEFAULT);
  }

  @AfterEach
  void stop() {
    listeners.close();
  }

  @Test
  void metricsAreTextOfPrometheus() throws Exception {
    telemetry.counter("clew_test", "Test.").add(2);

    HttpResponse<String> answer = get("/metrics", "*/*");

    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body()).contains("clew_test_total 2\n");
  }

  @Test
  void metricsAreOpenMetricsForThoseWhoAskForIt() throws Exception {
    HttpResponse<String> answer =
        get(
            "/metrics",
            "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void aLivingServerIsHealthyBeforeItIsReady() throws Exception {
    assertThat(get("/healthz", "*/*").statusCode()).isEqualTo(200);
    assertThat(get("/readyz", "*/*").statusCode()).isEqualTo(503);

    isReady.set(true);

    assertThat(get("/readyz", "*/*").statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> get(String path, String accept)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + listeners.address("self").getPort() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).header("Accept", accept).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
