package dev.clew.pipeline.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.ValueType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.series.Points;
import dev.clew.pipeline.series.Spans;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpanMetricsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long MILLI = 1_000_000L;
  private static final String LABELS =
      "{service.name=identity, span.kind=SPAN_KIND_SERVER, span.name=login,"
          + " status.code=STATUS_CODE_UNSET}";

  private final Points points = new Points();

  private SpanMetrics stage(SpanMetricsOptions options) {
    return new SpanMetrics("spanmetrics", options, null, points);
  }

  private static SpanMetricsOptions hybrid(String more) {
    return Options.processor(
        "{histogram: {explicit: {boundaries: [10ms, 1s]}}, metrics_flush_interval: 10s"
            + more
            + "}");
  }

  @Test
  void callsAndDurationsAreCounted() {
    SpanMetrics stage = stage(hybrid(""));
    stage.accept(
        new Spans()
            .service("identity")
            .span("login", 10 * MILLI)
            .span("login", 10 * MILLI + 1)
            .span("login", 2 * SECOND)
            .batch(),
        Arrival.of(1, 100 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(points.lines())
        .containsExactly(
            "calls_total" + LABELS + " 3",
            "duration"
                + LABELS
                + " 3 sum 2020.000001 {\"bounds\":[10.0,1000.0],\"counts\":[1,1,1]}");
  }

  @Test
  void everySeriesBeginsWithAPointOfZeroAtItsBirth() {
    SpanMetrics stage = stage(hybrid(""));
    stage.accept(
        new Spans().service("identity").span("login", 5).batch(), Arrival.of(1, 101 * SECOND));
    stage.accept(
        new Spans().service("identity").span("login", 5).batch(), Arrival.of(2, 102 * SECOND));

    assertThat(points.fullLines())
        .containsExactly(
            "calls_total" + LABELS + " 0 @101000000000 since 101000000000 of {}",
            "duration"
                + LABELS
                + " 0 sum 0.0 {\"bounds\":[10.0,1000.0],\"counts\":[0,0,0]}"
                + " @101000000000 since 101000000000 of {}");
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(points.fullLines().getFirst())
        .isEqualTo("calls_total" + LABELS + " 2 @110000000000 since 101000000000 of {}");
  }

  @Test
  void aFlushTellsWhatArrivedBeforeItsInstantHoweverLateItHappens() {
    SpanMetrics stage = stage(hybrid(""));
    Spans spans = new Spans().service("identity").span("login", 5);
    stage.accept(spans.batch(), Arrival.of(1, 101 * SECOND));
    stage.accept(spans.batch(), Arrival.of(2, 109 * SECOND));
    points.clear();

    stage.accept(spans.batch(), Arrival.of(3, 113 * SECOND));
    stage.advance(114 * SECOND);

    assertThat(points.fullLines().getFirst())
        .isEqualTo("calls_total" + LABELS + " 2 @110000000000 since 101000000000 of {}");
    assertThat(points.fullLines()).hasSize(2);
  }

  @Test
  void anArrivalAtTheVeryInstantOfAFlushCountsInTheNext() {
    SpanMetrics stage = stage(hybrid(""));
    Spans spans = new Spans().service("identity").span("login", 5);
    stage.accept(spans.batch(), Arrival.of(1, 101 * SECOND));
    stage.advance(110 * SECOND);
    points.clear();

    stage.accept(spans.batch(), Arrival.of(2, 110 * SECOND));
    stage.advance(120 * SECOND);

    assertThat(points.lines().getFirst()).isEqualTo("calls_total" + LABELS + " 2");
  }

  @Test
  void spansThatEndBeforeTheyStartTookNoTime() {
    SpanMetrics stage = stage(hybrid(""));
    stage.accept(
        new Spans().service("identity").span("login", 0).span("login", -5 * SECOND).batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(points.lines().getLast())
        .isEqualTo(
            "duration" + LABELS + " 2 sum 0.0 {\"bounds\":[10.0,1000.0],\"counts\":[2,0,0]}");
  }

  @Test
  void equalValuesOfDifferentDimensionsStayApart() {
    SpanMetrics stage = stage(hybrid(", dimensions: [{name: auth.result}, {name: auth.method}]"));
    stage.accept(
        new Spans()
            .service("identity")
            .span("login", 5, "auth.result", "failure")
            .span("login", 5, "auth.method", "failure")
            .batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(points.lines())
        .contains(
            "calls_total{auth.result=failure, " + LABELS.substring(1) + " 1",
            "calls_total{auth.method=failure, " + LABELS.substring(1) + " 1");
  }

  @Test
  void aDimensionIsOfTheSpanElseOfTheResourceElseItsDefault() {
    SpanMetrics stage =
        stage(
            hybrid(
                ", dimensions: [{name: region, default: none}, {name: retry}, {name: share},"
                    + " {name: cached}]"));
    stage.accept(
        new Spans()
            .resource("service.name", "identity", "region", "north")
            .span("login", 5, "region", "south", "retry", 3L, "share", 0.5, "cached", true)
            .span("login", 5)
            .resource("service.name", "identity")
            .span("login", 5)
            .batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    String rest = LABELS.substring(1);
    assertThat(points.lines())
        .contains(
            "calls_total{cached=true, region=south, retry=3, "
                + rest.replace("span.kind", "share=0.5, span.kind")
                + " 1",
            "calls_total{region=north, " + rest + " 1",
            "calls_total{region=none, " + rest + " 1");
  }

  @Test
  void spansWithoutAServiceCountAsUnknownInTheHybridProfileOnly() {
    SpanBatch spans = new Spans().resource("host.name", "a").span("login", 5).batch();
    SpanMetrics hybrid = stage(hybrid(""));
    hybrid.accept(spans, Arrival.of(1, 101 * SECOND));

    assertThat(points.lines().getFirst()).contains("service.name=unknown_service");
    points.clear();

    SpanMetrics legacy = stage(Options.processor("{}"));
    legacy.accept(spans, Arrival.of(1, 101 * SECOND));
    legacy.advance(200 * SECOND);

    assertThat(points.lines()).isEmpty();
    assertThat(legacy.stats().unnamedSpans()).isEqualTo(1);
  }

  @Test
  void resourcesStayApartInTheConnector() {
    SpanMetrics stage = stage(Options.connector("{metrics_flush_interval: 10s}"));
    stage.accept(
        new Spans()
            .resource("service.name", "identity", "pod", "a")
            .span("login", 5)
            .resource("service.name", "identity", "pod", "b")
            .span("login", 5)
            .span("login", 5)
            .batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(points.fullLines())
        .contains(
            "traces.span.metrics.calls"
                + LABELS
                + " 1 @110000000000 since 101000000000 of {pod=a, service.name=identity}",
            "traces.span.metrics.calls"
                + LABELS
                + " 2 @110000000000 since 101000000000 of {pod=b, service.name=identity}");
  }

  @Test
  void keyAttributesTellResourcesApartAlone() {
    SpanMetrics stage =
        stage(Options.connector("{resource_metrics_key_attributes: [service.name]}"));
    stage.accept(
        new Spans()
            .resource("service.name", "identity", "pod", "a")
            .span("login", 5)
            .resource("service.name", "identity", "pod", "b")
            .span("login", 5)
            .batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(200 * SECOND);

    assertThat(points.lines().getFirst()).startsWith("traces.span.metrics.calls").endsWith(" 2");
  }

  @Test
  void eventsAreCountedWithTheirOwnAttributes() {
    SpanBatch spans = new SpanBatch();
    int service = spans.strings().add("identity");
    spans
        .resources()
        .attributes()
        .add(spans.strings().add("service.name"), ValueType.STRING, service);
    spans.resources().endRow(service, 0, 0, 0);
    spans.name(0, spans.strings().add("login"));
    spans.kind(0, SpanKind.SERVER);
    for (String type : List.of("Timeout", "Timeout", "Refused")) {
      spans
          .events()
          .attributes()
          .add(spans.strings().add("exception.type"), ValueType.STRING, spans.strings().add(type));
      spans.events().add(1, spans.strings().add("exception"), 0);
    }
    spans.endRow();
    SpanMetrics stage =
        stage(
            Options.connector(
                "{namespace: '', events: {enabled: true, dimensions: [{name: exception.type}]}}"));
    stage.accept(spans, Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(200 * SECOND);

    assertThat(points.lines())
        .contains(
            "events{exception.type=Timeout, " + LABELS.substring(1) + " 2",
            "events{exception.type=Refused, " + LABELS.substring(1) + " 1")
        .anyMatch(line -> line.startsWith("calls{service.name") && line.endsWith(" 1"));
  }

  @Test
  void labelsMayBeLeftOutOrAddedForOneMetric() {
    SpanMetrics stage =
        stage(
            Options.connector(
                "{namespace: '', exclude_dimensions: [span.name, span.kind, status.code],"
                    + " calls_dimensions: [{name: a}], histogram: {dimensions: [{name: b}]}}"));
    stage.accept(
        new Spans().service("identity").span("login", 5, "a", "1", "b", "2").batch(),
        Arrival.of(1, 101 * SECOND));

    assertThat(points.lines().get(0)).isEqualTo("calls{a=1, service.name=identity} 0");
    assertThat(points.lines().get(1)).startsWith("duration{b=2, service.name=identity} 0");
  }

  @Test
  void seriesWithoutSpansExpireAndAreBornAnew() {
    SpanMetrics stage = stage(hybrid(", series_expiration: 30s"));
    Spans spans = new Spans().service("identity").span("login", 5);
    stage.accept(spans.batch(), Arrival.of(1, 101 * SECOND));
    stage.advance(130 * SECOND);
    points.clear();

    stage.advance(140 * SECOND);

    assertThat(points.lines()).allMatch(line -> line.contains(" gone")).hasSize(2);
    points.clear();
    stage.accept(spans.batch(), Arrival.of(2, 145 * SECOND));
    stage.advance(150 * SECOND);

    assertThat(points.fullLines())
        .contains("calls_total" + LABELS + " 1 @150000000000 since 145000000000 of {}");
  }

  @Test
  void resourcesWithoutSpansExpire() {
    SpanMetrics stage =
        stage(Options.connector("{metrics_flush_interval: 10s, metrics_expiration: 30s}"));
    stage.accept(
        new Spans().service("a").span("x", 5).service("b").span("x", 5).batch(),
        Arrival.of(1, 101 * SECOND));
    stage.accept(new Spans().service("a").span("y", 5).batch(), Arrival.of(2, 125 * SECOND));
    stage.advance(130 * SECOND);
    points.clear();

    stage.advance(140 * SECOND);

    assertThat(points.lines())
        .filteredOn(line -> line.contains("calls{service.name=b"))
        .allMatch(line -> line.endsWith("gone"))
        .hasSize(1);
    assertThat(points.lines())
        .filteredOn(line -> line.contains("calls{service.name=a"))
        .noneMatch(line -> line.endsWith("gone"))
        .hasSize(2);
  }

  @Test
  void deltasFollowOnFromPointToPoint() {
    SpanMetrics stage = stage(hybrid(", aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA"));
    Spans spans = new Spans().service("identity").span("login", 5);
    stage.accept(spans.batch(), Arrival.of(1, 101 * SECOND));
    stage.advance(110 * SECOND);
    stage.accept(spans.batch(), Arrival.of(2, 112 * SECOND));
    stage.accept(spans.batch(), Arrival.of(3, 113 * SECOND));
    stage.advance(120 * SECOND);
    stage.advance(130 * SECOND);

    assertThat(points.fullLines())
        .filteredOn(line -> line.startsWith("calls_total"))
        .containsExactly(
            "calls_total" + LABELS + " 1 @110000000000 since 101000000000 of {}",
            "calls_total" + LABELS + " 2 @120000000000 since 110000000000 of {}");
  }

  @Test
  void whatComesAgainAfterARestartCountsNothing() {
    SpanMetrics stage = stage(hybrid(""));
    stage.accept(
        new Spans().service("identity").span("login", 5).batch(),
        new Arrival(1, 101 * SECOND, true));
    stage.advance(200 * SECOND);

    assertThat(points.lines()).isEmpty();
  }

  @Test
  void spansPassUnchanged() {
    List<Object> passed = new java.util.ArrayList<>();
    SpanMetrics stage =
        new SpanMetrics(
            "spanmetrics",
            hybrid(""),
            (batch, arrival) -> {
              passed.add(batch);
              passed.add(arrival);
            },
            points);
    SpanBatch spans = new Spans().service("identity").span("login", 5).batch();
    Arrival recall = new Arrival(1, 101 * SECOND, true);

    stage.accept(spans, recall);

    assertThat(passed).containsExactly(spans, recall);
  }

  @Test
  void exemplarsAreOfTheLastIntervalAndBounded() {
    SpanMetrics stage = stage(hybrid(", exemplars: {enabled: true, max_per_data_point: 2}"));
    Spans spans = new Spans().service("identity");
    for (int i = 0; i < 100; i++) {
      spans.span("login", MILLI);
    }
    stage.accept(spans.batch(), Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    String duration = points.lines().getLast();
    assertThat(duration.split("traceId", -1)).hasSize(3);
    assertThat(duration).contains("\"value\":1.0,\"traceId\":\"0000000000000000000000000000ab");
    points.clear();
    stage.advance(120 * SECOND);
    assertThat(points.lines().getLast()).doesNotContain("traceId");
  }

  @Test
  void exponentialHistogramsAreTold() {
    SpanMetrics stage =
        stage(
            Options.connector("{namespace: '', histogram: {unit: s, exponential: {max_size: 4}}}"));
    stage.accept(
        new Spans().service("identity").span("login", SECOND).span("login", 4 * SECOND).batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(200 * SECOND);

    assertThat(points.lines().getLast())
        .isEqualTo(
            "duration"
                + LABELS
                + " 2 sum 5.0 {\"scale\":0,\"zeroCount\":0,"
                + "\"positive\":{\"offset\":-1,\"counts\":[1,0,1]}}");
  }

  @Test
  void rulesMayAskForSeriesOfTheirOwn() {
    ExtraSeries extra =
        new ExtraSeries(
            "calls_by_user",
            new dev.clew.pipeline.series.Measure.Count(),
            List.of(Dimension.of("auth.username"), Dimension.of("service.name")),
            new dev.clew.pipeline.series.SeriesBudget(2, 0, 1 << 20));
    SpanMetrics stage = stage(hybrid("").with(List.of(extra)));
    stage.accept(
        new Spans()
            .service("identity")
            .span("login", 5, "auth.username", "ada")
            .span("login", 5, "auth.username", "bob")
            .span("login", 5, "auth.username", "ada")
            .batch(),
        Arrival.of(1, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(points.lines())
        .contains(
            "calls_total" + LABELS + " 3",
            "calls_by_user{auth.username=ada, service.name=identity} 2",
            "calls_by_user{otel.metric.overflow=BOOL:1} 1");
  }

  @Test
  void scopesBecomeLabelsWhereTheyAreNamed() {
    SpanBatch spans = new Spans().service("identity").batch();
    int scope = spans.scopes().endRow(spans.strings().add("lib"), spans.strings().add("1.2"), 0, 0);
    spans.scope(0, scope);
    spans.name(0, spans.strings().add("login"));
    spans.status(0, SpanStatus.OK);
    spans.endRow();
    SpanMetrics stage =
        stage(Options.connector("{namespace: '', include_instrumentation_scope: [lib]}"));

    stage.accept(spans, Arrival.of(1, 101 * SECOND));

    assertThat(points.lines().getFirst())
        .contains("span.instrumentation.scope.name=lib, span.instrumentation.scope.version=1.2");
  }
}
