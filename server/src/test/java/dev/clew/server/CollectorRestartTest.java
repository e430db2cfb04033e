package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.server.http.Await;
import dev.clew.testkit.FakeClock;
import dev.clew.testkit.Seeds;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that samples and counts, cut off at any moment and started again on what was on its
/// disk, stores and counts what one does that was left in peace.
final class CollectorRestartTest {
  private static final int REQUESTS = 40;
  private static final String CONFIGURATION =
      """
      receivers:
        otlp: {protocols: {grpc: {endpoint: '127.0.0.1:0'}, http: {endpoint: '127.0.0.1:0'}}}
      processors:
        filter: {traces: {span: ['attributes["noise"] == true']}}
        tail_sampling:
          decision_wait: 10s
          policies:
            - {name: failures, type: string_attribute,
               string_attribute: {key: auth.result, values: [failure]}}
            - {name: some, type: probabilistic, probabilistic: {sampling_percentage: 30}}
            - {name: few, type: rate_limiting, rate_limiting: {spans_per_second: 3}}
      connectors:
        spanmetrics: {namespace: logins, metrics_flush_interval: 5s, dimensions: [{name: auth.result}]}
      exporters:
        prometheus: {endpoint: '127.0.0.1:0'}
        clew: {}
      service:
        pipelines:
          traces/kept: {receivers: [otlp], processors: [filter, tail_sampling], exporters: [clew]}
          traces/counted: {receivers: [otlp], processors: [filter], exporters: [spanmetrics]}
          metrics: {receivers: [spanmetrics], exporters: [prometheus]}
      clew: {store: explicit}
      """;

  @TempDir Path folder;

  @Test
  void aCrashChangesNoDecisionAndNoCount() {
    Seeds.forEach(
        3,
        random -> {
          long seed = random.nextLong();
          Outcome undisturbed = run(seed, List.of(), "peace" + seed);
          Outcome disturbed =
              run(seed, List.of(random.nextInt(5, 20), random.nextInt(21, 39)), "crash" + seed);

          assertThat(undisturbed.spans()).isNotEmpty();
          assertThat(disturbed).isEqualTo(undisturbed);
        });
  }

  /// What a run has stored and counted.
  private record Outcome(String spans, List<String> counts) {}

  private Outcome run(long seed, List<Integer> crashesBefore, String name) {
    RandomGenerator random = Seeds.random(seed);
    FakeClock clock = LiveServer.newClock();
    Path data = folder.resolve(name);
    LiveServer server = start(data, clock);
    try {
      long received = 0;
      for (int request = 0; request < REQUESTS; request++) {
        if (crashesBefore.contains(request)) {
          Path survivor = data.resolveSibling(data.getFileName() + "-");
          copy(data, survivor);
          server.close();
          data = survivor;
          server = start(data, clock);
        }
        ExportTraceServiceRequest spans = spans(random, clock);
        assertThat(server.post(spans.toByteArray()).statusCode()).isEqualTo(200);
        received += spans.getResourceSpans(0).getScopeSpans(0).getSpansCount();
        clock.advance(Duration.ofMillis(300 + random.nextInt(900)));
      }
      clock.advance(Duration.ofSeconds(15));
      LiveServer last = server;
      Await.until(() -> waiting(last) == 0);
      clock.advance(Duration.ofSeconds(61));
      Await.until(() -> last.metric("clew_store_unsealed_rows") == 0 && !counts(last).isEmpty());
      assertThat(received).isPositive();
      return new Outcome(
          server
              .sqlText(
                  "SELECT count(*) || ' ' || string_agg(trace_id || span_id, ',' ORDER BY trace_id,"
                      + " span_id) FROM spans")
              .strip(),
          counts(server));
    } finally {
      server.close();
    }
  }

  private LiveServer start(Path data, FakeClock clock) {
    try {
      Path config = Files.writeString(folder.resolve("collector.yaml"), CONFIGURATION);
      CollectorFile file =
          CollectorFile.load(
                  LoadRequest.of(List.of(config.toString()), Providers.local(Map.of())),
                  Catalog.registry())
              .file();
      return LiveServer.start(data, clock, Objects.requireNonNull(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Spans of traces of which most come again in later requests.
  private static ExportTraceServiceRequest spans(RandomGenerator random, FakeClock clock) {
    List<Span> spans = new ArrayList<>();
    long start = clock.instant().toEpochMilli() * 1_000_000;
    for (int i = 0; i < 20; i++) {
      byte[] traceId =
          ByteBuffer.allocate(16).putLong(random.nextInt(200) * 0x9E37L).putLong(7).array();
      byte[] spanId = ByteBuffer.allocate(8).putLong(1 + random.nextLong(1L << 60)).array();
      spans.add(
          Span.newBuilder()
              .setTraceId(ByteString.copyFrom(traceId))
              .setSpanId(ByteString.copyFrom(spanId))
              .setName("auth.login")
              .setStartTimeUnixNano(start)
              .setEndTimeUnixNano(start + random.nextInt(100_000_000))
              .addAttributes(text("auth.result", random.nextInt(30) == 0 ? "failure" : "success"))
              .build());
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", "identity")))
                .addScopeSpans(ScopeSpans.newBuilder().addAllSpans(spans)))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static double waiting(LiveServer server) {
    return server
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("otelcol_processor_tail_sampling_spans_waiting"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static List<String> counts(LiveServer server) {
    return server
        .getFrom("prometheus", "/metrics")
        .text()
        .lines()
        .filter(line -> line.contains("calls_total{") || line.contains("_bucket{"))
        .sorted()
        .toList();
  }
}
