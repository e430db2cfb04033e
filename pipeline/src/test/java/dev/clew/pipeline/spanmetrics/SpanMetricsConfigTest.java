package dev.clew.pipeline.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.KeyDoc;
import dev.clew.pipeline.config.Problem;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.series.Measure;
import dev.clew.testkit.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

final class SpanMetricsConfigTest {
  private static final String CONTRIB = "collector/opentelemetry-collector-contrib-v0.";

  private static Reading<SpanMetricsConfig> read(
      ComponentType<SpanMetricsConfig> type, String yaml) {
    return Reading.ofYaml(yaml, type.reader());
  }

  private static Reading<SpanMetricsConfig> processor(String yaml) {
    return read(SpanMetricsConfig.PROCESSOR, yaml);
  }

  private static Reading<SpanMetricsConfig> connector(String yaml) {
    return read(SpanMetricsConfig.CONNECTOR, yaml);
  }

  private static String error(Reading<SpanMetricsConfig> reading) {
    return reading.errors().stream().map(Problem::toString).findFirst().orElse("none");
  }

  @Test
  void theProfileFollowsFromTheForm() {
    assertThat(Options.processor("{}").naming()).isEqualTo(NamingProfile.LEGACY);
    assertThat(Options.processor("histogram: {explicit: {buckets: [1s]}}").naming())
        .isEqualTo(NamingProfile.HYBRID);
    assertThat(Options.connector("{}").naming()).isEqualTo(NamingProfile.CONNECTOR_109);
    assertThat(Options.connector("namespace: ''").naming()).isEqualTo(NamingProfile.CONNECTOR_108);
    assertThat(connector("{}").value().options(null, true, null).naming())
        .isEqualTo(NamingProfile.CONNECTOR_108);
    assertThat(connector("{}").value().options(NamingProfile.LEGACY, false, null).naming())
        .isEqualTo(NamingProfile.LEGACY);
  }

  @Test
  void spansWithoutServiceCountWhereTheProfileOrTheFileSaysSo() {
    assertThat(Options.processor("histogram: {unit: s}").countsUnnamed()).isTrue();
    assertThat(Options.connector("{}").countsUnnamed()).isFalse();
    assertThat(connector("{}").value().options(null, false, true).countsUnnamed()).isTrue();
  }

  @Test
  void threeKeysNameTheBoundsAndOnlyOneMayBeSet() {
    Measure wanted = new Measure.Explicit(List.of(10_000_000L), Measure.TimeUnit.MILLISECONDS);

    assertThat(Options.processor("latency_histogram_buckets: [10ms]").durations())
        .isEqualTo(wanted);
    assertThat(Options.processor("histogram: {explicit: {buckets: [10ms]}}").durations())
        .isEqualTo(wanted);
    Reading<SpanMetricsConfig> alias = processor("histogram: {explicit: {boundaries: [10ms]}}");
    assertThat(alias.value().durations()).isEqualTo(wanted);
    assertThat(alias.warnings()).hasSize(1);
    assertThat(
            error(
                processor(
                    "{latency_histogram_buckets: [10ms], histogram: {explicit: {buckets: [1s]}}}")))
        .contains(
            "spanmetrics: only one of \"histogram.explicit.boundaries\","
                + " \"histogram.explicit.buckets\", \"latency_histogram_buckets\" may be set");
    assertThat(error(connector("histogram: {explicit: {boundaries: [10ms]}}")))
        .contains("'histogram.explicit' has invalid keys: boundaries");
  }

  @Test
  void dimensionsMayNotRepeat() {
    assertThat(error(processor("dimensions: [{name: a.b}, {name: a.b}]")))
        .contains("duplicate dimension name a.b");
    assertThat(error(processor("dimensions: [{name: a.b}, {name: a_b}]")))
        .contains("duplicate dimension name a_b after sanitization");
    assertThat(error(processor("dimensions: [{name: operation}]")))
        .contains("duplicate dimension name operation");
    assertThat(error(connector("dimensions: [{name: span.name}]")))
        .contains("failed validating dimensions: duplicate dimension name span.name");
    assertThat(error(connector("{dimensions: [{name: a}], calls_dimensions: [{name: a}]}")))
        .contains("duplicate dimension name a");
    assertThat(connector("dimensions: [{name: a.b}, {name: a_b}]").isSound()).isTrue();
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThat(error(connector("histogram: {unit: h}"))).contains("unknown Unit \"h\"");
    assertThat(error(connector("histogram: {explicit: {buckets: [1s]}, exponential: }")))
        .contains("use either `explicit` or `exponential` buckets histogram");
    assertThat(error(connector("metrics_flush_interval: -1s")))
        .contains("invalid metrics_flush_interval: -1s, the duration should be positive");
    assertThat(error(connector("metrics_expiration: -20s")))
        .contains("invalid metrics_expiration: -20s");
    assertThat(error(connector("events: {enabled: true}")))
        .contains("no dimensions configured for events");
    assertThat(error(connector("histogram: {explicit: {buckets: [1s, 10ms]}}")))
        .contains("10ms comes after 1s");
    assertThat(
            error(
                connector("exclude_dimensions: [service.name, span.name, span.kind, status.code]")))
        .contains("at least one dimension must be left");
    assertThat(error(connector("aggregation_cardinality_limit: -1")))
        .contains("invalid aggregation_cardinality_limit: -1");
    assertThat(error(connector("metrics_exporter: x"))).contains("has invalid keys");
    assertThat(error(connector("clew: {max_series: 1}"))).contains("1 series");
    assertThat(error(connector("clew: {top_size: 0}"))).contains("top_size 1 to 1000");
  }

  @Test
  void dimensionsWithEverMoreValuesAreWarnedOf() {
    String dimensions = "dimensions: [{name: net.peer.ip}, {name: auth.result}]";

    assertThat(processor("{" + dimensions + "}").warnings())
        .singleElement()
        .asString()
        .contains("net.peer.ip");
    assertThat(processor("{" + dimensions + ", aggregation_cardinality_limit: 500}").warnings())
        .isEmpty();
    assertThat(
            processor("{" + dimensions + ", clew: {address_prefixes: [{dimension: net.peer.ip}]}}")
                .warnings())
        .isEmpty();
  }

  @Test
  void theCollectorsFilesAreReadOrRefused() throws IOException {
    Map<String, Reading<SpanMetricsConfig>> readings =
        readings(
            CONTRIB + "121.0/connector/spanmetricsconnector/testdata/config.yaml",
            SpanMetricsConfig.CONNECTOR);

    readings.forEach((id, reading) -> {
      boolean isBad =
          id.contains("invalid") || id.equals("spanmetrics/exponential_and_explicit_histogram");
      assertThat(reading.isSound()).as(id + reading.errors()).isEqualTo(!isBad);
    });
    assertThat(readings).hasSize(13);
    SpanMetricsConfig full = value(readings, "spanmetrics/full");
    assertThat(full.isDelta()).isTrue();
    assertThat(full.maxExemplars()).isEqualTo(5);
    assertThat(full.resources().maxResources()).isEqualTo(1600);
    assertThat(full.dimensions().shared())
        .containsExactly(
            new Dimension("http.method", "GET"), new Dimension("http.status_code", null));
  }

  @Test
  void theProcessorsFilesAreReadToo() throws IOException {
    Map<String, Reading<SpanMetricsConfig>> readings =
        readings(
            CONTRIB + "95.0-legacy/processor/spanmetricsprocessor/testdata/config.yaml",
            SpanMetricsConfig.PROCESSOR);

    assertThat(readings).hasSize(3);
    readings.forEach((id, reading) -> assertThat(reading.errors()).as(id).isEmpty());
    assertThat(value(readings, "spanmetrics/full").metricsExporter()).isEqualTo("otlp/spanmetrics");
  }

  @Test
  void everyKeyIsInTheReference() {
    assertThat(SpanMetricsConfig.CONNECTOR.keys())
        .extracting(KeyDoc::path)
        .contains(
            "dimensions[].name",
            "histogram.explicit.buckets",
            "histogram.exponential.max_size",
            "clew.distinct[].max_groups",
            "events.dimensions[].default");
    assertThat(SpanMetricsConfig.PROCESSOR.keys())
        .extracting(KeyDoc::path)
        .contains("metrics_exporter", "latency_histogram_buckets", "histogram.explicit.boundaries");
  }

  private static SpanMetricsConfig value(
      Map<String, Reading<SpanMetricsConfig>> readings, String id) {
    Reading<SpanMetricsConfig> reading = readings.get(id);
    if (reading == null) {
      throw new AssertionError("no " + id);
    }
    return reading.value();
  }

  private static Map<String, Reading<SpanMetricsConfig>> readings(
      String file, ComponentType<SpanMetricsConfig> type) throws IOException {
    String yaml = Files.readString(TestData.require(file));
    Dump dump = new Dump(DumpSettings.builder().build());
    Map<String, Reading<SpanMetricsConfig>> readings = new java.util.TreeMap<>();
    Object all = new Load(LoadSettings.builder().build()).loadFromString(yaml);
    if (all instanceof Map<?, ?> sections) {
      sections.forEach((id, section) ->
          readings.put(
              id.toString(), read(type, dump.dumpToString(section == null ? Map.of() : section))));
    }
    return readings;
  }
}
