package dev.clew.server.http.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.clew.ingest.otlp.OtlpEncoder;
import dev.clew.model.Signal;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.export.Delivery;
import dev.clew.pipeline.export.DurableQueue;
import dev.clew.pipeline.export.Exporting;
import dev.clew.pipeline.export.OtlpGrpcOptions;
import dev.clew.pipeline.export.Outcome;
import dev.clew.pipeline.export.Pauses;
import dev.clew.pipeline.export.QueueStage;
import dev.clew.pipeline.export.Sender;
import dev.clew.pipeline.export.Sizer;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.Component;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.pipeline.graph.Loading;
import dev.clew.server.http.Await;
import dev.clew.server.http.Tls;
import dev.clew.server.http.send.Senders;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exporters against real servers: well, behind TLS, overloaded, slow and gone.
final class SendingTest {
  private static final int SPANS = 300;
  private static Certificates certificates;

  @TempDir private Path folder;

  @BeforeAll
  static void makeCertificates(@TempDir Path folder) throws Exception {
    certificates = Certificates.make(folder);
  }

  @ParameterizedTest
  @CsvSource({"none, TRACES", "gzip, TRACES", "zstd, TRACES", "gzip, LOGS", "gzip, METRICS"})
  void requestsArriveOverGrpcAndHttp(String compression, Signal signal) throws Exception {
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)));
        Sender grpc = grpc(server, "tls: {insecure: true}, compression: " + compression);
        Sender http = http(server, "compression: " + compression)) {
      byte[] request = Requests.of(signal, SPANS, 1);

      assertThat(grpc.send(request, signal)).isEqualTo(new Outcome.Taken());
      assertThat(http.send(Requests.of(signal, SPANS, 2), signal)).isEqualTo(new Outcome.Taken());
      assertThat(server.rows()).isEqualTo(2 * SPANS);
    }
  }

  @Test
  void aServerIsTrustedByItsAuthorityAlone() throws Exception {
    Tls tls = new Tls(certificates.serverChain(), certificates.serverKey(), null);
    String trusted = "tls: {ca_file: '%s'}".formatted(certificates.authority());
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)).with(tls));
        Sender grpc = grpc(server, trusted);
        Sender http = http(server, trusted);
        Sender distrusting = grpc(server, "timeout: 5s");
        Sender careless = http(server, "tls: {insecure_skip_verify: true}")) {
      assertThat(grpc.send(Requests.spans(SPANS, 1), Signal.TRACES)).isEqualTo(new Outcome.Taken());
      assertThat(http.send(Requests.spans(SPANS, 2), Signal.TRACES)).isEqualTo(new Outcome.Taken());
      assertThat(careless.send(Requests.spans(SPANS, 3), Signal.TRACES))
          .isEqualTo(new Outcome.Taken());
      assertThat(distrusting.send(Requests.spans(SPANS, 4), Signal.TRACES))
          .isInstanceOf(Outcome.Later.class);
      assertThat(server.rows()).isEqualTo(3 * SPANS);
    }
  }

  @Test
  void anotherNameThanTheAddressIsAskedFor() throws Exception {
    Tls tls = new Tls(certificates.serverChain(), certificates.serverKey(), null);
    String named = "tls: {ca_file: '%s', server_name_override: %s}";
    String right = named.formatted(certificates.authority(), "localhost");
    String wrong = named.formatted(certificates.authority(), "other.example");
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)).with(tls));
        Sender grpc = grpc(server, right);
        Sender http = http(server, right);
        Sender other = grpc(server, wrong)) {
      assertThat(grpc.send(Requests.spans(SPANS, 1), Signal.TRACES)).isEqualTo(new Outcome.Taken());
      assertThat(http.send(Requests.spans(SPANS, 2), Signal.TRACES)).isEqualTo(new Outcome.Taken());
      assertThat(other.send(Requests.spans(SPANS, 3), Signal.TRACES))
          .isInstanceOf(Outcome.Later.class);
    }
  }

  @Test
  void aClientShowsItsCertificate() throws Exception {
    Tls tls =
        new Tls(certificates.serverChain(), certificates.serverKey(), certificates.authority());
    String both =
        "tls: {ca_file: '%s', cert_file: '%s', key_file: '%s'}"
            .formatted(
                certificates.authority(), certificates.clientChain(), certificates.clientKey());
    String none = "tls: {ca_file: '%s'}".formatted(certificates.authority());
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)).with(tls));
        Sender shown = grpc(server, both);
        Sender hidden = grpc(server, none)) {
      assertThat(shown.send(Requests.spans(SPANS, 1), Signal.TRACES))
          .isEqualTo(new Outcome.Taken());
      assertThat(hidden.send(Requests.spans(SPANS, 2), Signal.TRACES))
          .isInstanceOf(Outcome.Later.class);
      assertThat(server.rows()).isEqualTo(SPANS);
    }
  }

  @Test
  void aMissingCertificateIsToldAtStart() {
    assertThatThrownBy(
            () -> sender("otlp_grpc: {endpoint: 'localhost:1', tls: {ca_file: no-such.pem}}", ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("failed to load TLS config: cannot read no-such.pem");
  }

  @Test
  void anOverloadedServerSaysWhenToComeAgain() throws Exception {
    Setup setup = Setup.of(new FakeLog(1)).withPressure(() -> "the store is behind");
    try (ReceivingServer server = ReceivingServer.start(setup);
        Sender grpc = grpc(server, "tls: {insecure: true}");
        Sender http = http(server, "timeout: 5s")) {
      for (Sender sender : List.of(grpc, http)) {
        assertThat(sender.send(Requests.spans(SPANS, 1), Signal.TRACES))
            .isInstanceOfSatisfying(
                Outcome.Later.class, later -> assertThat(later.after()).isPositive());
      }
    }
  }

  @Test
  void whatAServerRejectsInPartIsCounted() throws Exception {
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)));
        Sender grpc = grpc(server, "tls: {insecure: true}");
        Sender http = http(server, "timeout: 5s")) {
      for (Sender sender : List.of(grpc, http)) {
        assertThat(sender.send(Requests.spansAndFlawed(10, 3, 1), Signal.TRACES))
            .isInstanceOfSatisfying(
                Outcome.PartlyTaken.class, partly -> assertThat(partly.rejected()).isEqualTo(3));
      }
    }
  }

  @Test
  void badDataIsRefusedForGood() throws Exception {
    try (ReceivingServer server = ReceivingServer.start(Setup.of(new FakeLog(1)));
        Sender grpc = grpc(server, "tls: {insecure: true}");
        Sender http = http(server, "timeout: 5s")) {
      for (Sender sender : List.of(grpc, http)) {
        assertThat(sender.send(new byte[] {7, 7, 7}, Signal.TRACES))
            .isInstanceOf(Outcome.Refused.class);
      }
    }
  }

  @Test
  void aServerThatIsGoneOrSilentIsAReasonToWait() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Sender grpc =
            sender(
                "otlp: {endpoint: 'localhost:%d', timeout: 300ms, tls: {insecure: true}}"
                    .formatted(silent.getLocalPort()),
                "");
        Sender http =
            sender(
                "otlphttp: {endpoint: 'http://localhost:%d', timeout: 300ms}"
                    .formatted(silent.getLocalPort()),
                "");
        Sender gone = sender("otlp: {endpoint: 'localhost:1', tls: {insecure: true}}", "")) {
      for (Sender sender : List.of(grpc, http, gone)) {
        assertThat(sender.send(Requests.spans(1, 1), Signal.TRACES))
            .isInstanceOf(Outcome.Later.class);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, Taken",
    "400, Refused",
    "401, Refused",
    "404, Refused",
    "500, Refused",
    "429, Later",
    "502, Later",
    "503, Later",
    "504, Later"
  })
  void httpStatusesMeanWhatOtlpSays(int status, String outcome) throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    HttpServer server = answering(status, seen);
    String credentials = "basicauth: {client_auth: {username: u, password: p}}";
    String exporter =
        "otlphttp: {endpoint: 'http://localhost:%d/x', headers: {a: b}, auth: {authenticator: basicauth}}"
            .formatted(server.getAddress().getPort());
    try (Sender sender = sender(exporter, credentials)) {
      Outcome answer = sender.send(Requests.spans(1, 1), Signal.TRACES);

      assertThat(answer.getClass().getSimpleName()).isEqualTo(outcome);
      assertThat(seen.get()).isEqualTo("/x/v1/traces Basic dTpw b gzip");
      if (answer instanceof Outcome.Later later) {
        assertThat(later.after()).isEqualTo(Duration.ofSeconds(3));
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aTokenIsReadAgainWhenItsFileChanges() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("");
    HttpServer server = answering(200, seen);
    Path file = Files.writeString(folder.resolve("token"), "one\n");
    String exporter =
        "otlphttp: {endpoint: 'http://localhost:%d', auth: {authenticator: bearertokenauth}}"
            .formatted(server.getAddress().getPort());
    try (Sender sender = sender(exporter, "bearertokenauth: {filename: '%s'}".formatted(file))) {
      sender.send(Requests.spans(1, 1), Signal.TRACES);
      assertThat(seen.get()).contains("Bearer one");

      Files.writeString(file, "two");
      Files.setLastModifiedTime(file, FileTime.fromMillis(5_000));
      sender.send(Requests.spans(1, 1), Signal.TRACES);
      assertThat(seen.get()).contains("Bearer two");
    } finally {
      server.stop(0);
    }
  }

  /// The other side is overloaded every other time.
  @Test
  void aQueueIsSentWhenTheOtherSideIsThereAgain() throws Exception {
    int[] calls = {0};
    Setup flapping =
        Setup.of(new FakeLog(1))
            .withPressure(() -> calls[0]++ % 2 == 0 ? "the store is behind" : null);
    try (ReceivingServer server = ReceivingServer.start(flapping);
        Sender sender = http(server, "timeout: 5s");
        DurableQueue queue =
            DurableQueue.open(
                folder.resolve("queue"),
                new DurableQueue.Limits(10_000, Sizer.REQUESTS, 1 << 30, 1 << 20))) {
      QueueStage stage = new QueueStage("s", queue, OtlpEncoder::encode);
      long rows = 0;
      for (int i = 0; i < 20; i++) {
        var batch = new RandomBatches(Seeds.random(i), 1_790_000_000_000_000_000L).spans(50);
        rows += batch.size();
        stage.accept(batch, Arrival.of(i, i));
      }
      Delivery delivery =
          exporter(
                  "otlp: {endpoint: 'h:1', retry_on_failure: {initial_interval: 1ms, max_interval: 2ms}}")
              .options(OtlpGrpcOptions.class)
              .delivery();
      long expected = rows;
      try (Exporting exporting =
          Exporting.start("test", queue, sender, delivery, RandomGenerator.getDefault(), quick())) {
        Await.until(() -> exporting.counters().sentRows() == expected);
        assertThat(exporting.counters().retries()).isPositive();
      }
      assertThat(server.rows()).isEqualTo(expected);
    }
  }

  /// Pauses that others ask for are cut short.
  private static Pauses quick() {
    return new Pauses() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(Duration.ofMillis(1));
      }
    };
  }

  private static HttpServer answering(int status, AtomicReference<String> seen) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          seen.set(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      exchange.getRequestHeaders().getFirst("a"),
                      exchange.getRequestHeaders().getFirst("Content-Encoding")));
          exchange.getResponseHeaders().add("Retry-After", "3");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static Sender grpc(ReceivingServer server, String keys) throws IOException {
    URI address = server.grpc("");
    return sender(
        "otlp: {endpoint: '%s:%d', %s}".formatted("localhost", address.getPort(), keys), "");
  }

  private static Sender http(ReceivingServer server, String keys) throws IOException {
    URI address = server.http("");
    String endpoint = "%s://localhost:%d".formatted(address.getScheme(), address.getPort());
    return sender("otlphttp: {endpoint: '%s', %s}".formatted(endpoint, keys), "");
  }

  private static Sender sender(String exporter, String extension) throws IOException {
    CollectorFile file = file(exporter, extension);
    return Senders.of(file, only(file), InstantSource.system());
  }

  private static Component exporter(String exporter) {
    return only(file(exporter, ""));
  }

  private static Component only(CollectorFile file) {
    return Objects.requireNonNull(file.defined().get(Kind.EXPORTER)).values().iterator().next();
  }

  private static CollectorFile file(String exporter, String extension) {
    String name = exporter.substring(0, exporter.indexOf(':'));
    String text =
        """
        receivers: {otlp: {protocols: {grpc: }}}
        exporters: {%s}
        extensions: {%s}
        service: {pipelines: {traces: {receivers: [otlp], exporters: [%s]}}}
        """
            .formatted(exporter, extension, name);
    Loading loading =
        CollectorFile.load(
            LoadRequest.of(List.of("yaml:" + text), Providers.local(Map.of())), Catalog.registry());
    assertThat(loading.refusal()).isEmpty();
    return Objects.requireNonNull(loading.file());
  }
}
