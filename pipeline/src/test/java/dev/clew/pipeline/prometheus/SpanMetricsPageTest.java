package dev.clew.pipeline.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.component.ComponentType;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.series.Spans;
import dev.clew.pipeline.spanmetrics.SpanMetrics;
import dev.clew.pipeline.spanmetrics.SpanMetricsConfig;
import dev.clew.pipeline.spanmetrics.SpanMetricsOptions;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The names, labels and values that each naming profile has on the page.
final class SpanMetricsPageTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final String ARTICLE =
      """
      metrics_exporter: prometheus
      dimensions:
        - name: auth.result
        - name: auth.method
        - name: auth.failure_reason
        - name: net.peer.ip
      histogram:
        explicit:
          boundaries: [10ms, 50ms, 100ms, 250ms, 500ms, 1s, 5s]
      """;

  private static SpanMetricsOptions options(ComponentType<SpanMetricsConfig> type, String yaml) {
    Reading<SpanMetricsConfig> reading = Reading.ofYaml(yaml, type.reader());
    assertThat(reading.errors()).isEmpty();
    return reading.value().options(null, false, null);
  }

  private static Spans spans() {
    return new Spans()
        .resource("service.name", "identity", "host.name", "h1")
        .span(
            SpanKind.SERVER,
            SpanStatus.ERROR,
            "auth.login",
            50 * MILLI,
            "auth.result",
            "failure",
            "net.peer.ip",
            "203.0.113.9")
        .span(SpanKind.INTERNAL, SpanStatus.UNSET, "auth.login", 7 * SECOND);
  }

  private static String page(SpanMetricsOptions options, boolean hasSuffixes) throws IOException {
    PageOptions standard = PageOptions.DEFAULT.withNamespace("otel_security");
    PageOptions chosen =
        new PageOptions(
            standard.namespace(),
            Map.of(),
            false,
            standard.expiryNanos(),
            false,
            false,
            false,
            hasSuffixes
                ? Translation.UNDERSCORE_WITH_SUFFIXES
                : Translation.UNDERSCORE_WITHOUT_SUFFIXES,
            standard.maxBytes());
    PrometheusPage page = new PrometheusPage(chosen);
    SpanMetrics stage = new SpanMetrics("spanmetrics", options, null, page.partition());
    stage.accept(spans().batch(), Arrival.of(1, 100 * SECOND));
    stage.advance(200 * SECOND);
    StringBuilder out = new StringBuilder();
    page.render(PageFormat.TEXT, out);
    StrictParser.parse(out.toString(), false);
    return out.toString();
  }

  /// The lines without heads, and one bucket of the many.
  private static List<String> names(String page) {
    return page.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .distinct()
        .toList();
  }

  @Test
  void theArticlesFileGivesItsSeries() throws IOException {
    String text = page(options(SpanMetricsConfig.PROCESSOR, ARTICLE), true);

    String failed =
        "auth_result=\"failure\",net_peer_ip=\"203.0.113.9\",service_name=\"identity\","
            + "span_kind=\"SPAN_KIND_SERVER\",span_name=\"auth.login\","
            + "status_code=\"STATUS_CODE_ERROR\"";
    String other =
        "service_name=\"identity\",span_kind=\"SPAN_KIND_INTERNAL\",span_name=\"auth.login\","
            + "status_code=\"STATUS_CODE_UNSET\"";
    assertThat(text)
        .isEqualTo(
            """
            # HELP otel_security_calls_total Spans that were received.
            # TYPE otel_security_calls_total counter
            otel_security_calls_total{%1$s} 1
            otel_security_calls_total{%2$s} 1
            # HELP otel_security_duration Duration of spans in milliseconds.
            # TYPE otel_security_duration histogram
            otel_security_duration_bucket{%1$s,le="10"} 0
            otel_security_duration_bucket{%1$s,le="50"} 1
            otel_security_duration_bucket{%1$s,le="100"} 1
            otel_security_duration_bucket{%1$s,le="250"} 1
            otel_security_duration_bucket{%1$s,le="500"} 1
            otel_security_duration_bucket{%1$s,le="1000"} 1
            otel_security_duration_bucket{%1$s,le="5000"} 1
            otel_security_duration_bucket{%1$s,le="+Inf"} 1
            otel_security_duration_sum{%1$s} 50
            otel_security_duration_count{%1$s} 1
            otel_security_duration_bucket{%2$s,le="10"} 0
            otel_security_duration_bucket{%2$s,le="50"} 0
            otel_security_duration_bucket{%2$s,le="100"} 0
            otel_security_duration_bucket{%2$s,le="250"} 0
            otel_security_duration_bucket{%2$s,le="500"} 0
            otel_security_duration_bucket{%2$s,le="1000"} 0
            otel_security_duration_bucket{%2$s,le="5000"} 0
            otel_security_duration_bucket{%2$s,le="+Inf"} 1
            otel_security_duration_sum{%2$s} 7000
            otel_security_duration_count{%2$s} 1
            """
                .formatted(failed, other));
  }

  @Test
  void theHybridProfileHasNoUnitWithAndWithoutSuffixes() throws IOException {
    SpanMetricsOptions options = options(SpanMetricsConfig.PROCESSOR, ARTICLE);

    assertThat(page(options, false)).isEqualTo(page(options, true));
  }

  @Test
  void secondsAreToldInTheHybridProfileIfAskedFor() throws IOException {
    String text =
        page(
            options(
                SpanMetricsConfig.PROCESSOR, "histogram: {unit: s, explicit: {buckets: [50ms]}}"),
            true);

    assertThat(text).contains("le=\"0.05\"} 1\n").contains("otel_security_duration_sum{");
  }

  @Test
  void theLegacyProfileIsThatOfTheProcessor() throws IOException {
    SpanMetricsOptions options =
        options(SpanMetricsConfig.PROCESSOR, "latency_histogram_buckets: [100ms]");

    assertThat(names(page(options, true)))
        .containsExactly(
            "otel_security_calls_total",
            "otel_security_latency_milliseconds_bucket",
            "otel_security_latency_milliseconds_sum",
            "otel_security_latency_milliseconds_count");
    assertThat(names(page(options, false)))
        .contains("otel_security_calls_total", "otel_security_latency_bucket");
    assertThat(page(options, true))
        .contains(
            "otel_security_calls_total{operation=\"auth.login\",service_name=\"identity\","
                + "span_kind=\"SPAN_KIND_SERVER\",status_code=\"STATUS_CODE_ERROR\"} 1\n");
  }

  @Test
  void theOlderConnectorHasNoNamespaceOfItsOwn() throws IOException {
    SpanMetricsOptions options =
        options(
            SpanMetricsConfig.CONNECTOR, "{namespace: '', histogram: {explicit: {buckets: [1s]}}}");

    assertThat(names(page(options, true)))
        .containsExactly(
            "otel_security_calls_total",
            "otel_security_duration_milliseconds_bucket",
            "otel_security_duration_milliseconds_sum",
            "otel_security_duration_milliseconds_count",
            "otel_security_target_info");
    assertThat(names(page(options, false)))
        .contains("otel_security_calls", "otel_security_duration_bucket");
    assertThat(page(options, true))
        .contains(
            "otel_security_calls_total{job=\"identity\",service_name=\"identity\","
                + "span_kind=\"SPAN_KIND_SERVER\",span_name=\"auth.login\","
                + "status_code=\"STATUS_CODE_ERROR\"} 1\n")
        .contains("otel_security_target_info{host_name=\"h1\",job=\"identity\"} 1\n");
  }

  @Test
  void theNewerConnectorHasTheNamespaceOfItsOwn() throws IOException {
    assertThat(names(page(options(SpanMetricsConfig.CONNECTOR, "{}"), true)))
        .containsExactly(
            "otel_security_target_info",
            "otel_security_traces_span_metrics_calls_total",
            "otel_security_traces_span_metrics_duration_milliseconds_bucket",
            "otel_security_traces_span_metrics_duration_milliseconds_sum",
            "otel_security_traces_span_metrics_duration_milliseconds_count");
    SpanMetricsOptions seconds = options(SpanMetricsConfig.CONNECTOR, "histogram: {unit: s}");
    assertThat(names(page(seconds, true)))
        .contains("otel_security_traces_span_metrics_duration_seconds_bucket");
  }

  @Test
  void whatAStageWillPutOutCanBeAskedBefore() throws IOException {
    SpanMetricsOptions options = options(SpanMetricsConfig.PROCESSOR, ARTICLE);
    PrometheusNames names =
        new PrometheusNames("otel_security", Translation.UNDERSCORE_WITH_SUFFIXES);

    List<String> lines =
        SpanMetrics.shapes(options).stream().flatMap(shape -> names.lines(shape).stream()).toList();

    assertThat(lines).isEqualTo(names(page(options, true)));
    assertThat(SpanMetrics.shapes(options).getFirst().labels().stream().map(names::label))
        .containsExactly(
            "service_name",
            "span_name",
            "span_kind",
            "status_code",
            "auth_result",
            "auth_method",
            "auth_failure_reason",
            "net_peer_ip");
  }

  @Test
  void prometheusItselfReadsThePage() throws IOException, InterruptedException {
    SpanMetricsOptions options = options(SpanMetricsConfig.PROCESSOR, ARTICLE);

    assertThat(Promtool.complaint(page(options, true))).isEmpty();
  }

  @Test
  void whateverIsSentThePageCanBeRead() throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>();
    Seeds.forEach(
        30,
        random -> {
          PageOptions standard = PageOptions.DEFAULT;
          PrometheusPage page =
              new PrometheusPage(
                  new PageOptions(
                      "",
                      Map.of("const", "a\"b"),
                      random.nextBoolean(),
                      standard.expiryNanos(),
                      random.nextBoolean(),
                      random.nextBoolean(),
                      true,
                      random.nextBoolean()
                          ? Translation.UNDERSCORE_WITH_SUFFIXES
                          : Translation.UNDERSCORE_WITHOUT_SUFFIXES,
                      standard.maxBytes()));
          SpanMetricsOptions options =
              options(
                  SpanMetricsConfig.CONNECTOR,
                  "{metrics_flush_interval: 1s, exemplars: {enabled: true},"
                      + " dimensions: [{name: user.id}, {name: tags}, {name: ratio}],"
                      + " clew: {max_series: 50, top: [user.id], distinct: [{of: user.id}]}}");
          List<Stage> stages = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            stages.add(new SpanMetrics("s", options, null, page.partition()));
          }
          RandomBatches batches = new RandomBatches(random, 100 * SECOND);
          for (int i = 0; i < 20; i++) {
            Stage stage = stages.get(random.nextInt(3));
            stage.accept(batches.spans(3), Arrival.of(i, (100 + i) * SECOND));
          }
          stages.forEach(stage -> stage.advance(150 * SECOND));
          for (PageFormat format : PageFormat.values()) {
            StringBuilder out = new StringBuilder();
            page.render(format, out);
            StrictParser.Page read =
                StrictParser.parse(out.toString(), format == PageFormat.OPEN_METRICS);
            assertThat(read.samples()).isNotEmpty();
            assertThat(read.exemplars().isEmpty()).isEqualTo(format == PageFormat.TEXT);
            if (format == PageFormat.TEXT) {
              pages.add(out.toString());
            }
          }
        });
    for (String page : pages.subList(0, 5)) {
      assertThat(Promtool.complaint(page)).isEmpty();
    }
  }

  @Test
  void howSpansAreSpreadOverPartitionsDoesNotMatter() {
    SpanMetricsOptions options =
        options(
            SpanMetricsConfig.PROCESSOR,
            "{metrics_flush_interval: 1s, dimensions: [{name: user.id}, {name: cached}]}");
    Seeds.forEach(
        20,
        random -> {
          PrometheusPage one = new PrometheusPage(PageOptions.DEFAULT);
          PrometheusPage several = new PrometheusPage(PageOptions.DEFAULT);
          SpanMetrics alone = new SpanMetrics("s", options, null, one.partition());
          List<Stage> stages = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            stages.add(new SpanMetrics("s", options, null, several.partition()));
          }
          RandomBatches batches = new RandomBatches(random, 100 * SECOND);
          for (int i = 0; i < 30; i++) {
            SpanBatch batch = batches.spans(4);
            alone.accept(batch, Arrival.of(i, (100 + i) * SECOND));
            stages.get(random.nextInt(4)).accept(batch, Arrival.of(i, (100 + i) * SECOND));
          }
          alone.advance(150 * SECOND);
          stages.forEach(stage -> stage.advance(150 * SECOND));

          Map<String, Double> expected = samples(one);
          Map<String, Double> found = samples(several);
          assertThat(found.keySet()).isEqualTo(expected.keySet());
          expected.forEach(
              (line, value) -> assertThat(found.get(line)).isCloseTo(value, within(1e-6)));
        });
  }

  private static Map<String, Double> samples(PrometheusPage page) throws IOException {
    StringBuilder out = new StringBuilder();
    page.render(PageFormat.TEXT, out);
    return StrictParser.parse(out.toString(), false).samples();
  }

  @Test
  void distinctCountsOfPartitionsAreUnited() throws IOException {
    PrometheusPage page = new PrometheusPage(PageOptions.DEFAULT);
    SpanMetricsOptions options =
        options(
            SpanMetricsConfig.PROCESSOR,
            "{histogram: {disable: true}, clew: {distinct: [{of: user}]}}");
    for (int partition = 0; partition < 3; partition++) {
      SpanMetrics stage = new SpanMetrics("s", options, null, page.partition());
      Spans spans = new Spans().service("identity");
      for (int user = partition; user < 50 + partition; user++) {
        spans.span("login", 5, "user", user);
      }
      stage.accept(spans.batch(), Arrival.of(1, 100 * SECOND));
      stage.advance(150 * SECOND);
    }

    assertThat(samples(page)).containsEntry("calls_distinct{dimension=user}", 52.0);
  }
}
