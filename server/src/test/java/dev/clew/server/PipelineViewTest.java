package dev.clew.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.graph.CollectorFile;
import dev.clew.pipeline.graph.FeatureGates;
import dev.clew.pipeline.graph.LoadRequest;
import dev.clew.pipeline.graph.Loading;
import dev.clew.server.http.Await;
import dev.clew.testkit.FakeClock;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `/clew/v1/pipelines` tells of a server that runs a configuration.
final class PipelineViewTest {
  private static final String SECRET = "a-token-that-must-not-be-told";
  private static final String CONFIGURATION =
      """
      receivers:
        otlp: {protocols: {http: {endpoint: '127.0.0.1:0'}}}
      processors:
        batch: {}
        tail_sampling:
          decision_wait: 10s
          policies:
            - {name: failures, type: string_attribute,
               string_attribute: {key: auth.result, values: [failure]}}
        spanmetrics: {metrics_exporter: prometheus}
      connectors:
        span_metrics: {metrics_flush_interval: 5s, aggregation_cardinality_limit: 4, dimensions: [{name: ip}]}
      exporters:
        prometheus: {endpoint: '127.0.0.1:0'}
        otlp_http/away:
          endpoint: 'http://127.0.0.1:1'
          headers: {authorization: %s}
      service:
        pipelines:
          traces/kept: {receivers: [otlp], processors: [batch, tail_sampling], exporters: [otlp_http/away]}
          traces/counted: {receivers: [otlp], exporters: [span_metrics]}
          metrics: {receivers: [span_metrics], exporters: [prometheus]}
          metrics/twin: {receivers: [otlp], processors: [batch, spanmetrics], exporters: [prometheus]}
      """
          .formatted(SECRET);

  @TempDir Path folder;

  @Test
  void withoutAConfigurationThereIsNothing() throws IOException {
    try (LiveServer server = LiveServer.start(folder.resolve("data"), LiveServer.newClock())) {
      JsonNode view = server.get("/clew/v1/pipelines").json();

      assertThat(view.path("pipelines").asInt()).isZero();
      assertThat(view.path("nodes").isArray()).isTrue();
      assertThat(view.path("nodes")).isEmpty();
    }
  }

  @Test
  void stagesAreJoinedAsTheFileSaysAndOptionsAreNotTold() throws IOException {
    try (LiveServer server = start(LiveServer.newClock())) {
      JsonNode view = server.get("/clew/v1/pipelines").json();

      assertThat(view.toString()).doesNotContain(SECRET).doesNotContain("http://");
      assertThat(view.path("pipelines").asInt()).isEqualTo(4);
      assertThat(edges(view))
          .containsExactlyInAnyOrder(
              "receiver otlp > traces/kept batch",
              "traces/kept batch > traces/kept tail_sampling",
              "traces/kept tail_sampling > exporter otlp_http/away",
              "traces/kept tail_sampling > store store",
              "receiver otlp > connector span_metrics",
              "connector span_metrics > exporter prometheus",
              "connector span_metrics > store store",
              "receiver otlp > metrics/twin batch",
              "metrics/twin batch > exporter prometheus",
              "metrics/twin batch > store store",
              "receiver otlp > metrics/twin spans batch",
              "metrics/twin spans batch > metrics/twin spanmetrics",
              "metrics/twin spanmetrics > exporter prometheus",
              "metrics/twin spanmetrics > store store");
    }
  }

  @Test
  void stagesTellTheirNumbersOverAllPartitions() throws IOException {
    FakeClock clock = LiveServer.newClock();
    try (LiveServer server = start(clock)) {
      for (int trace = 1; trace <= 20; trace++) {
        assertThat(server.post("/v1/traces", "application/x-protobuf", login(clock, trace)))
            .extracting(answer -> answer.statusCode())
            .isEqualTo(200);
      }
      clock.advance(Duration.ofSeconds(11));
      Await.until(() -> {
        clock.advance(Duration.ofSeconds(1));
        return told(
                    server,
                    "tail_sampling",
                    "otelcol_processor_tail_sampling_traces_decided_by_policy")
                .equals(
                    List.of(
                        "{\"policy\":\"failures\",\"sampled\":\"false\"} 15",
                        "{\"policy\":\"failures\",\"sampled\":\"true\"} 5"))
            && !told(server, "span_metrics", "clew_spanmetrics_full_series").isEmpty();
      });

      assertThat(told(server, "tail_sampling", "clew_pipeline_rows")).containsExactly("{} 20");
      assertThat(told(server, "store", "clew_pipeline_rows")).hasSize(1);
      assertThat(told(server, "span_metrics", "clew_spanmetrics_spans")).containsExactly("{} 20");
      assertThat(told(server, "span_metrics", "clew_spanmetrics_full_series"))
          .isNotEmpty()
          .allMatch(text -> text.contains("\"dimension\":\"ip\""));
      Await.until(() ->
          told(server, "otlp_http/away", "clew_exporter_failing").equals(List.of("{} 1"))
              && told(server, "otlp_http/away", "clew_pipeline_rows").equals(List.of("{} 5")));
    }
  }

  private LiveServer start(FakeClock clock) throws IOException {
    Path config = Files.writeString(folder.resolve("collector.yaml"), CONFIGURATION);
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
    return LiveServer.start(folder.resolve("data"), clock, Objects.requireNonNull(loading.file()));
  }

  private static List<String> edges(JsonNode view) {
    List<String> edges = new ArrayList<>();
    for (JsonNode edge : view.path("edges")) {
      edges.add(
          name(view.path("nodes").path(edge.path(0).asInt()))
              + " > "
              + name(view.path("nodes").path(edge.path(1).asInt())));
    }
    return edges;
  }

  private static String name(JsonNode node) {
    String pipeline = node.path("pipeline").asText();
    String before = pipeline.isEmpty() ? node.path("kind").asText() : pipeline;
    return before + " " + node.path("id").asText();
  }

  /// Numbers of a name of a stage, each with its labels.
  private static List<String> told(LiveServer server, String id, String name) {
    List<String> told = new ArrayList<>();
    for (JsonNode node : server.get("/clew/v1/pipelines").json().path("nodes")) {
      for (JsonNode number : node.path("numbers")) {
        if (node.path("id").asText().equals(id) && number.path("name").asText().equals(name)) {
          told.add(number.path("labels") + " " + number.path("value").asLong());
        }
      }
    }
    told.sort(null);
    return told;
  }

  /// One span; every fourth login fails, each comes from an address of its own.
  private static byte[] login(FakeClock clock, int trace) {
    long start = clock.instant().toEpochMilli() * 1_000_000;
    Span span =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(ByteBuffer.allocate(16).putLong(1).putLong(trace).flip()))
            .setSpanId(ByteString.copyFrom(ByteBuffer.allocate(8).putLong(trace).flip()))
            .setName("login")
            .setStartTimeUnixNano(start)
            .setEndTimeUnixNano(start + 1_000_000)
            .addAttributes(text("auth.result", trace % 4 == 0 ? "failure" : "success"))
            .addAttributes(text("ip", "198.51.100." + trace))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(text("service.name", "idp")))
                .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
        .build()
        .toByteArray();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
