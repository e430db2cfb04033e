package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.FeatureGates;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.pipeline.graph.Loading;
import dev.clew.server.http.Await;
import dev.clew.server.http.Tls;
import dev.clew.server.http.receive.Certificates;
import dev.clew.server.http.receive.FakeLog;
import dev.clew.server.http.receive.ReceivingServer;
import dev.clew.server.http.receive.Setup;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.TestData;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The article's Collector file, with other addresses alone, in the running server.
final class ArticleFileTest {
  private static final int TRACES = 2_000;
  private static final Duration DECISION = Duration.ofSeconds(15);

  private final RandomGenerator random = new SplittableRandom(7);
  private ReceivingServer tempo;
  private CollectorFile file;
  private int failures;
  private int slow;

  @TempDir Path folder;

  @BeforeEach
  void load() throws Exception {
    Certificates certificates = Certificates.make(folder);
    tempo =
        ReceivingServer.start(
            Setup.of(new FakeLog(1))
                .with(new Tls(certificates.serverChain(), certificates.serverKey(), null)));
    Path article = TestData.require("../article/otel-collector-config.yaml");
    String text =
        Files.readString(article)
            .replace("0.0.0.0:4317", "127.0.0.1:0")
            .replace("0.0.0.0:4318", "127.0.0.1:0")
            .replace("0.0.0.0:8889", "127.0.0.1:0")
            .replace("tempo.monitoring:4317", "localhost:" + tempo.grpc("/").getPort())
            .replace("/etc/ssl/certs/ca.pem", certificates.authority().toString());
    Path config = Files.writeString(folder.resolve("collector.yaml"), text);
    Loading loading =
        CollectorFile.load(
            new LoadRequest(
                List.of(config.toString()),
                List.of(),
                Providers.local(Map.of()),
                FeatureGates.none(),
                Set.of()),
            Catalog.registry());
    assertThat(loading.refusal()).isEmpty();
    file = Objects.requireNonNull(loading.file());
  }

  @AfterEach
  void stop() {
    tempo.close();
  }

  @Test
  void countsAllAndStoresWhatThePoliciesKeep() throws IOException {
    FakeClock clock = LiveServer.newClock();
    try (LiveServer server = LiveServer.start(folder.resolve("data"), clock, file)) {
      send(server, clock);
      clock.advance(DECISION);
      Await.until(() -> decided(server) == TRACES);
      clock.advance(Duration.ofSeconds(61));
      Await.until(() -> page(server).contains("otel_security_calls_total"));

      assertThat(kept(server, "attributes['auth.result'] = 'failure'")).isEqualTo(failures);
      assertThat(kept(server, "duration_nanos >= 1000000000")).isEqualTo(slow);
      assertThat(kept(server, "true"))
          .isBetween((long) (failures + slow), failures + slow + TRACES / 10 * 13 / 10L);
      assertThat(calls(page(server))).isEqualTo(TRACES);
      Await.until(() -> sent().size() == kept(server, "true"));
      assertThat(sent()).hasSize((int) kept(server, "true"));
    }
  }

  /// Trace ids of what came to the other side; it is told nothing that only Clew's store is told.
  private Set<TraceId> sent() {
    Set<TraceId> ids = new HashSet<>();
    for (Batch batch : tempo.received()) {
      SpanBatch spans = (SpanBatch) batch;
      assertThat(spans.strings().find("clew.sampling.policy")).isNegative();
      for (int row = 0; row < spans.size(); row++) {
        assertThat(ids.add(spans.traceId(row))).isTrue();
      }
    }
    return ids;
  }

  private void send(LiveServer server, FakeClock clock) {
    long start = clock.instant().toEpochMilli() * 1_000_000;
    for (int batch = 0; batch < TRACES / 50; batch++) {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        spans.add(login(batch * 50 + i, start));
      }
      ExportTraceServiceRequest request =
          ExportTraceServiceRequest.newBuilder()
              .addResourceSpans(
                  ResourceSpans.newBuilder()
                      .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
              .build();
      assertThat(server.post(request.toByteArray()).statusCode()).isEqualTo(200);
    }
  }

  private Span login(int number, long startNanos) {
    boolean fails = random.nextInt(20) == 0;
    boolean isSlow = !fails && random.nextInt(40) == 0;
    failures += fails ? 1 : 0;
    slow += isSlow ? 1 : 0;
    byte[] traceId =
        ByteBuffer.allocate(16).putLong(random.nextLong()).putLong(random.nextLong()).array();
    byte[] spanId = ByteBuffer.allocate(8).putLong(number + 1L).array();
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(traceId))
        .setSpanId(ByteString.copyFrom(spanId))
        .setName("auth.login")
        .setStartTimeUnixNano(startNanos)
        .setEndTimeUnixNano(startNanos + (isSlow ? 1_500_000_000L : 20_000_000L))
        .addAttributes(text("auth.result", fails ? "failure" : "success"))
        .addAttributes(text("auth.method", "password"))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static double decided(LiveServer server) {
    return server
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("otelcol_processor_tail_sampling_global_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static long kept(LiveServer server, String condition) {
    return server.sql("SELECT count(DISTINCT trace_id) FROM spans WHERE " + condition);
  }

  private static String page(LiveServer server) {
    return server.getFrom("prometheus", "/metrics").text();
  }

  private static double calls(String page) {
    return page.lines()
        .filter(line -> line.startsWith("otel_security_calls_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
