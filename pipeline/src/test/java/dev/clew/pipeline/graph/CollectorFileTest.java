package dev.clew.pipeline.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.Signal;
import dev.clew.pipeline.catalog.Catalog;
import dev.clew.pipeline.component.Kind;
import dev.clew.pipeline.component.Route;
import dev.clew.pipeline.config.Fixtures;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Providers;
import dev.clew.pipeline.export.OtlpGrpcOptions;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CollectorFileTest {
  private static final String HEAD =
      """
      receivers: {nop: , nop_logs: }
      processors: {nop: , batch: }
      exporters: {nop: , debug: }
      connectors: {nop/a: , nop/b: , forward: }
      service:
        pipelines:
      """;

  @Test
  void theArticlesFileHasASpanTwin() {
    CollectorFile file = sound(article());
    Pipeline traces = pipeline(file, "traces/security");
    Pipeline metrics = pipeline(file, "metrics/security");
    Pipeline.SpanTwin twin = Objects.requireNonNull(metrics.twin());

    assertThat(traces.twin()).isNull();
    assertThat(ids(traces.processors()))
        .containsExactly("filter/security", "resource", "tail_sampling");
    assertThat(ids(twin.receivers())).containsExactly("otlp");
    assertThat(ids(twin.before())).containsExactly("filter/security");
    assertThat(twin.aggregation().id()).hasToString("spanmetrics");
    assertThat(twin.behind()).isEmpty();
    assertThat(ids(metrics.exporters())).containsExactly("prometheus");
  }

  @Test
  void theArticlesFileSaysHowItIsRead() {
    assertThat(article().warnings())
        .extracting(Problem::message)
        .contains(
            "metrics pipeline \"metrics/security\": processor \"spanmetrics\" reads spans of"
                + " receivers [otlp]",
            "\"otlp\" alias is deprecated; use \"otlp_grpc\" instead");
  }

  @Test
  void theArticlesExporterHasTlsWithItsAuthority() {
    Component tempo = pipeline(sound(article()), "traces/security").exporters().getFirst();
    OtlpGrpcOptions options = tempo.options(OtlpGrpcOptions.class);

    assertThat(options.client().hasTls()).isTrue();
    assertThat(options.client().tls().material().caFile()).isEqualTo("/etc/ssl/certs/ca.pem");
    assertThat(options.client().address()).isEqualTo("tempo.monitoring:4317");
  }

  /// Behind every line that opens a map whose keys this catalogue knows.
  @Test
  void anUnknownKeyAnywhereIsRefused() throws IOException {
    List<String> lines = Files.readAllLines(articlePath());
    Pattern opening =
        Pattern.compile(
            "( *)(?:otlp|protocols|grpc|http|otlp/tempo|tls|service|pipelines|[a-z]+/security|receivers|exporters):");
    int refused = 0;
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = opening.matcher(lines.get(i));
      boolean isOpen = matcher.matches() && !lines.get(i).contains("filter/");
      if (isOpen) {
        List<String> changed = new ArrayList<>(lines);
        changed.add(i + 1, matcher.group(1) + "  bogus: 1");
        assertThat(load(String.join("\n", changed)).refusal()).as(lines.get(i)).contains("bogus");
        refused++;
      }
    }

    assertThat(refused).isEqualTo(12);
  }

  @Test
  void aReferenceIsToldWithItsLine() {
    Loading loading = load(HEAD + "    traces: {receivers: [nop],\n      exporters: [nop, gone]}");

    assertThat(loading.refusal())
        .isEqualTo(
            "invalid configuration: service::pipelines::traces: references exporter \"gone\" which"
                + " is not configured (--config:8:24)");
    assertThat(loading.validation()).startsWith("service::pipelines::traces: references");
  }

  @Test
  void aliasesMeanTheSameInReferences() {
    String text =
        """
        receivers: {nop: }
        exporters: {otlp_grpc/x: {endpoint: "h:1"}}
        service: {pipelines: {traces: {receivers: [nop], exporters: [otlp/x]}}}
        """;

    assertThat(ids(sound(load(text)).pipelines().getFirst().exporters()))
        .containsExactly("otlp_grpc/x");
  }

  @Test
  void connectorsAreOneInstanceForEachPairOfSignals() {
    CollectorFile file =
        sound(
            load(
                HEAD
                    + """
                        traces/1: {receivers: [nop], exporters: [nop/a]}
                        traces/2: {receivers: [nop], exporters: [nop/a]}
                        logs: {receivers: [nop/a], exporters: [nop]}
                        metrics: {receivers: [nop/a], exporters: [nop]}
                    """));

    assertThat(file.connections())
        .extracting(Connection::route)
        .containsExactlyInAnyOrder(
            new Route(Signal.TRACES, Signal.LOGS), new Route(Signal.TRACES, Signal.METRICS));
    assertThat(file.connections().getFirst().from()).hasSize(2);
  }

  @Test
  void aCycleIsToldWithItsProcessors() {
    Loading loading =
        load(
            HEAD
                + """
                    traces/1: {receivers: [nop, nop/b], processors: [nop], exporters: [nop/a]}
                    traces/2: {receivers: [nop/a], processors: [batch], exporters: [nop/b]}
                """);

    assertThat(loading.refusal())
        .contains(
            "failed to build pipelines: cycle detected: connector \"nop/b\" (traces to traces) ->"
                + " processor \"nop\" in pipeline \"traces/1\" -> connector \"nop/a\" (traces to"
                + " traces) -> processor \"batch\" in pipeline \"traces/2\" -> connector \"nop/b\""
                + " (traces to traces)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          traces: {receivers: [nop_logs], exporters: [nop]} | failed to create "nop_logs" receiver for data type "traces": telemetry type is not supported
          traces: {receivers: [nop], exporters: []} | service::pipelines::traces: must have at least one exporter
          traces: {receivers: [], exporters: [nop]} | service::pipelines::traces: must have at least one receiver
          traces: {receivers: [nop], processors: [nop, nop], exporters: [nop]} | references processor "nop" multiple times
          blurb: {receivers: [nop], exporters: [nop]} | unknown pipeline signal: "blurb"
          profiles: {receivers: [nop], exporters: [nop]} | gated under the "service.profilesSupport" feature gate
          traces: {receivers: [nop/], exporters: [nop]} | in "nop/" id: the part after / should not be empty
          traces: {receivers: [/nop], exporters: [nop]} | in "/nop" id: the part before / should not be empty
          traces: {receivers: [nop], exporters: [forward]} | connector "forward" used as exporter in [traces] pipeline but not used in any supported receiver pipeline
          """)
  void whatCannotRunIsRefusedInUpstreamsWords(String pipeline, String words) {
    assertThat(load(HEAD + "    " + pipeline).refusal()).contains(words);
  }

  @Test
  void anIdOfTwoKindsIsAmbiguous() {
    String text =
        """
        receivers: {nop: }
        exporters: {nop: }
        connectors: {nop: }
        service: {pipelines: {traces: {receivers: [nop], exporters: [nop]}}}
        """;

    assertThat(load(text).refusal())
        .contains(
            "connectors::nop: ambiguous ID: Found both \"nop\" exporter and \"nop\" connector."
                + " Change one of the components' IDs to eliminate ambiguity (e.g. rename \"nop\""
                + " connector to \"nop/connector\")");
  }

  @Test
  void emptyPartsAreTold() {
    assertThat(load("{}").refusal()).contains("empty configuration file");
    assertThat(load("{exporters: {nop: }}").refusal())
        .contains("no receiver configuration specified in config")
        .contains("service must have at least one pipeline");
  }

  @Test
  void theLoggingExporterIsRememberedByName() {
    assertThat(load("{exporters: {logging: }}").refusal())
        .contains("the logging exporter has been deprecated, use the debug exporter instead");
  }

  @Test
  void theCompatibilityBlockIsRead() {
    String block = "compat: {latency_bound: exclusive, body_limit_status: 400, naming: legacy}\n";
    CollectorFile file =
        sound(load(block + HEAD + "    traces: {receivers: [nop], exporters: [nop]}"));

    assertThat(file.compatibility().isLatencyBoundInclusive()).isFalse();
    assertThat(file.compatibility().bodyLimitStatus()).isEqualTo(400);
    assertThat(file.compatibility().naming()).isEqualTo("legacy");
  }

  @Test
  void telemetryFilesAreAcceptedOrRefused() {
    Map<String, Boolean> files =
        Map.ofEntries(
            Map.entry("config_deprecated_address", true),
            Map.entry("config_deprecated_address_and_readers", true),
            Map.entry("config_empty", true),
            Map.entry("config_empty_readers", false),
            Map.entry("config_invalid_deprecated_address", false),
            Map.entry("config_invalid_metrics_empty_readers", false),
            Map.entry("config_invalid_metrics_views_level", false),
            Map.entry("config_invalid_unknown_field", false),
            Map.entry("config_logs", true),
            Map.entry("config_metrics_empty_readers", true),
            Map.entry("config_prometheus_host_only", true),
            Map.entry("config_resource_detection_development", true));
    String service = HEAD + "    traces: {receivers: [nop], exporters: [nop]}\n";
    Path folder = Fixtures.collector("service/telemetry/otelconftelemetry/testdata");

    files.forEach((name, isGood) -> {
      String section = "yaml:service::telemetry: '${file:" + folder.resolve(name + ".yaml") + "}'";
      Loading loading =
          CollectorFile.load(
              LoadRequest.of(List.of("yaml:" + service, section), Providers.local(Map.of())),
              TestTypes.registry());
      assertThat(loading.refusal().isEmpty()).as(name + loading.refusal()).isEqualTo(isGood);
    });
  }

  @Test
  void everyTypeDocumentsEveryKey() {
    for (Kind kind : Kind.values()) {
      Catalog.registry()
          .types(kind)
          .forEach(type ->
              assertThat(type.keys()).as(type.name()).noneMatch(key -> key.doc().isEmpty()));
    }
  }

  private static Path articlePath() {
    return TestData.require("../article/otel-collector-config.yaml");
  }

  private static Loading article() {
    return CollectorFile.load(
        LoadRequest.of(List.of(articlePath().toString()), Providers.local(Map.of())),
        TestTypes.withStandIns());
  }

  private static Loading load(String text) {
    return CollectorFile.load(
        LoadRequest.of(List.of("yaml:" + text), Providers.local(Map.of())),
        TestTypes.withStandIns());
  }

  private static CollectorFile sound(Loading loading) {
    assertThat(loading.refusal()).isEmpty();
    return Objects.requireNonNull(loading.file());
  }

  private static Pipeline pipeline(CollectorFile file, String id) {
    return file.pipelines().stream()
        .filter(pipeline -> pipeline.id().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> ids(List<Component> components) {
    return components.stream().map(component -> component.id().toString()).toList();
  }
}
