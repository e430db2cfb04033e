package dev.clew.pipeline.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.PointBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.series.Restarts;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrometheusPageTest {
  private static final long SECOND = 1_000_000_000L;

  private final PrometheusPage page = new PrometheusPage(PageOptions.DEFAULT);
  private final Stage stage = page.partition();

  private static void give(Stage stage, long instant, PointRows rows) {
    stage.accept(rows.batch(), Arrival.of(1, instant));
  }

  private static String text(PrometheusPage page, PageFormat format) throws IOException {
    StringBuilder out = new StringBuilder();
    page.render(format, out);
    StrictParser.parse(out.toString(), format == PageFormat.OPEN_METRICS);
    return out.toString();
  }

  private Map<String, Double> samples() throws IOException {
    return StrictParser.parse(text(page, PageFormat.TEXT), false).samples();
  }

  private static PageOptions open() {
    PageOptions standard = PageOptions.DEFAULT;
    return new PageOptions(
        "ns",
        Map.of("cluster", "north"),
        true,
        standard.expiryNanos(),
        true,
        true,
        true,
        standard.translation(),
        standard.maxBytes());
  }

  @Test
  void everyKindHasItsLines() throws IOException {
    give(
        stage,
        10,
        new PointRows()
            .gauge("load", 5, 0.25, "b", "x\"\\\n", "a", "1")
            .counter("calls", 5, 3)
            .histogram(
                "latency",
                PointRows.CUMULATIVE,
                0,
                5,
                6,
                "{\"bounds\":[10.0,20.5],\"counts\":[1,2,3]}")
            .summary("size", 5, 2, "{\"quantiles\":[[0.5,7.0],[1.0,{\"@double\":\"NaN\"}]]}")
            .exponential("wide", 5, 4));

    assertThat(text(page, PageFormat.TEXT))
        .isEqualTo(
            """
            # HELP calls_total About calls
            # TYPE calls_total counter
            calls_total 3
            # HELP latency_milliseconds About latency
            # TYPE latency_milliseconds histogram
            latency_milliseconds_bucket{le="10"} 1
            latency_milliseconds_bucket{le="20.5"} 3
            latency_milliseconds_bucket{le="+Inf"} 6
            latency_milliseconds_sum 60
            latency_milliseconds_count 6
            # HELP load About load
            # TYPE load gauge
            load{a="1",b="x\\"\\\\\\n"} 0.25
            # HELP size About size
            # TYPE size summary
            size{quantile="0.5"} 7
            size{quantile="1"} NaN
            size_sum 20
            size_count 2
            # HELP wide About wide
            # TYPE wide histogram
            wide_bucket{le="+Inf"} 4
            wide_sum 40
            wide_count 4
            """);
  }

  @Test
  void openMetricsHasExemplarsTimesAndAnEnd() throws IOException {
    PrometheusPage page = new PrometheusPage(open());
    give(
        page.partition(),
        10,
        new PointRows()
            .resource("service.name", "identity", "service.instance.id", "i-1", "host.name", "h")
            .counter("calls", 1_500_000_000L, 3)
            .histogram(
                "latency",
                PointRows.CUMULATIVE,
                0,
                2 * SECOND,
                3,
                "{\"bounds\":[10.0],\"counts\":[1,2],\"exemplars\":[{\"timeNanos\":1000000000,"
                    + "\"value\":4.5,\"traceId\":\"0af7651916cd43dd8448eb211c80319c\","
                    + "\"spanId\":\"b7ad6b7169203331\"}]}"));

    String labels =
        "cluster=\"north\",host_name=\"h\",instance=\"i-1\",job=\"identity\",otel_scope_name=\"\","
            + "otel_scope_version=\"\",service_instance_id=\"i-1\",service_name=\"identity\"";
    assertThat(text(page, PageFormat.OPEN_METRICS))
        .isEqualTo(
            """
            # HELP ns_calls About calls
            # TYPE ns_calls counter
            ns_calls_total{%1$s} 3 1.500
            # HELP ns_latency_milliseconds About latency
            # TYPE ns_latency_milliseconds histogram
            ns_latency_milliseconds_bucket{%1$s,le="10.0"} 1 2.000\
             # {trace_id="0af7651916cd43dd8448eb211c80319c",span_id="b7ad6b7169203331"} 4.5 1.000
            ns_latency_milliseconds_bucket{%1$s,le="+Inf"} 3 2.000
            ns_latency_milliseconds_sum{%1$s} 30 2.000
            ns_latency_milliseconds_count{%1$s} 3 2.000
            # HELP ns_target Target metadata
            # TYPE ns_target info
            ns_target_info{cluster="north",host_name="h",instance="i-1",job="identity"} 1 0.000
            # EOF
            """
                .formatted(labels));
  }

  @Test
  void openMetricsIsForThoseWhoAskIfItIsOffered() {
    String accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3";

    assertThat(page.format(accept)).isEqualTo(PageFormat.TEXT);
    assertThat(new PrometheusPage(open()).format(accept)).isEqualTo(PageFormat.OPEN_METRICS);
    assertThat(new PrometheusPage(open()).format("text/plain")).isEqualTo(PageFormat.TEXT);
  }

  @Test
  void seriesOfPartitionsAreAdded() throws IOException {
    Stage other = page.partition();
    String detail = "{\"bounds\":[10.0],\"counts\":[1,2]}";
    give(
        stage,
        10,
        new PointRows()
            .counter("calls", 5, 3, "a", "1")
            .gauge("load", 5, 1)
            .histogram("latency", PointRows.CUMULATIVE, 0, 5, 3, detail));
    give(
        other,
        10,
        new PointRows()
            .counter("calls", 4, 4, "a", "1")
            .counter("calls", 4, 9, "a", "2")
            .gauge("load", 6, 2)
            .histogram("latency", PointRows.CUMULATIVE, 0, 5, 3, detail));

    assertThat(samples())
        .containsEntry("calls_total{a=1}", 7.0)
        .containsEntry("calls_total{a=2}", 9.0)
        .containsEntry("load{}", 2.0)
        .containsEntry("latency_milliseconds_bucket{le=10}", 2.0)
        .containsEntry("latency_milliseconds_count{}", 6.0);
  }

  @Test
  void resourcesWithEqualLabelsAreAddedToo() throws IOException {
    give(
        stage,
        10,
        new PointRows()
            .resource("service.name", "identity", "pod", "a")
            .counter("calls", 5, 3)
            .resource("service.name", "identity", "pod", "b")
            .counter("calls", 5, 4)
            .counter("calls", 6, 5));

    assertThat(samples()).containsEntry("calls_total{job=identity}", 8.0);
  }

  @Test
  void keysThatBecomeOneLabelAreJoined() throws IOException {
    give(stage, 10, new PointRows().gauge("load", 5, 1, "a.b", "2", "a_b", "3", "a-b", "1"));

    assertThat(samples()).containsOnlyKeys("load{a_b=1;2;3}");
  }

  @Test
  void theLabelOfABoundIsTheHistogramsAlone() throws IOException {
    PointBatch batch =
        new PointRows()
            .histogram("h", PointRows.CUMULATIVE, 0, 5, 1, "{\"bounds\":[1.0],\"counts\":[1,0]}")
            .gauge("g", 5, 1, "le", "x")
            .batch();
    stage.accept(batch, Arrival.of(1, 10));

    assertThat(samples()).containsKey("g{le=x}");
  }

  @Test
  void deltasThatFollowOnAreAddedAndOthersReplace() throws IOException {
    give(stage, 10, new PointRows().delta("calls", 1, 5, 3));
    give(stage, 11, new PointRows().delta("calls", 5, 8, 4));
    assertThat(samples()).containsEntry("calls_total{}", 7.0);

    give(stage, 12, new PointRows().delta("calls", 9, 12, 2));
    assertThat(samples()).containsEntry("calls_total{}", 2.0);
  }

  @Test
  void deltaHistogramsAreAddedResetOrDropped() throws IOException {
    String detail = "{\"bounds\":[10.0],\"counts\":[1,2]}";
    give(stage, 10, new PointRows().histogram("h", PointRows.DELTA, 1, 5, 3, detail));
    give(stage, 11, new PointRows().histogram("h", PointRows.DELTA, 5, 8, 3, detail));
    assertThat(samples()).containsEntry("h_milliseconds_count{}", 6.0);

    give(stage, 12, new PointRows().histogram("h", PointRows.DELTA, 6, 9, 3, detail));
    assertThat(samples()).containsEntry("h_milliseconds_count{}", 6.0);
    assertThat(page.dropped()).isEqualTo(1);

    give(stage, 13, new PointRows().histogram("h", PointRows.DELTA, 10, 12, 3, detail));
    assertThat(samples()).containsEntry("h_milliseconds_count{}", 3.0);
  }

  @Test
  void sumsThatMayFallAreGauges() throws IOException {
    give(
        stage,
        10,
        new PointRows()
            .sum("queue", PointRows.CUMULATIVE, 5, 3)
            .sum("change", PointRows.DELTA, 5, 3));

    assertThat(text(page, PageFormat.TEXT)).contains("# TYPE queue gauge\nqueue 3\n");
    assertThat(samples()).hasSize(1);
    assertThat(page.dropped()).isEqualTo(1);
  }

  @Test
  void olderPointsAreIgnored() throws IOException {
    give(stage, 10, new PointRows().gauge("load", 5, 1));
    give(stage, 11, new PointRows().gauge("load", 4, 2));

    assertThat(samples()).containsEntry("load{}", 1.0);
  }

  @Test
  void aPointWithoutValueRemovesItsSeries() throws IOException {
    give(stage, 10, new PointRows().gauge("load", 5, 1, "a", "1").gauge("load", 5, 1, "a", "2"));
    give(stage, 11, new PointRows().withoutValue("load", 6, "a", "1"));

    assertThat(samples()).containsOnlyKeys("load{a=2}");
  }

  @Test
  void seriesWithoutPointsExpireAndFreeTheirMemory() throws IOException {
    give(stage, 10, new PointRows().gauge("load", 5, 1).resource("service.name", "x", "y", "z"));
    stage.advance(299 * SECOND);
    assertThat(samples()).containsKeys("load{job=x}", "target_info{job=x, y=z}");

    stage.advance(400 * SECOND);
    assertThat(text(page, PageFormat.TEXT)).isEmpty();
    assertThat(page.bytes()).isZero();
  }

  @Test
  void anotherKindOfTheSameNameIsDropped() throws IOException {
    give(stage, 10, new PointRows().gauge("load", 5, 1).counter("calls", 5, 1));
    give(
        page.partition(),
        10,
        new PointRows()
            .histogram("load", PointRows.CUMULATIVE, 0, 5, 1, "{\"counts\":[1]}")
            .gauge("calls_total", 5, 1)
            .sum("load", PointRows.CUMULATIVE, 6, 7));

    assertThat(samples()).containsEntry("load{}", 7.0).containsEntry("calls_total{}", 1.0);
    assertThat(page.conflicts()).isEqualTo(1);
  }

  @Test
  void namesOfLinesStandForOneFamilyOnly() throws IOException {
    give(
        stage,
        10,
        new PointRows()
            .summary("size", 5, 2, "{\"quantiles\":[[0.5,7.0]]}")
            .gauge("size_count", 5, 1)
            .gauge("size_sum", 5, 1));

    assertThat(samples()).containsEntry("size_count{}", 2.0).hasSize(3);
    assertThat(page.conflicts()).isEqualTo(2);
  }

  @Test
  void aNameIsFreeAgainWhenItsSeriesAreGone() throws IOException {
    give(stage, 10, new PointRows().gauge("load", 5, 1));
    stage.advance(400 * SECOND);
    assertThat(samples()).isEmpty();

    give(stage, 401 * SECOND, new PointRows().counter("load_total", 5, 1).counter("load", 6, 2));
    assertThat(samples()).containsEntry("load_total{}", 2.0);
  }

  @Test
  void withoutRoomSeriesAreRefused() throws IOException {
    PageOptions standard = PageOptions.DEFAULT;
    PrometheusPage small =
        new PrometheusPage(
            new PageOptions(
                "", Map.of(), false, SECOND, false, false, false, standard.translation(), 4_000));
    PointRows rows = new PointRows();
    for (int i = 0; i < 100; i++) {
      rows.gauge("load", 5, i, "i", Integer.toString(i));
    }
    give(small.partition(), 10, rows);

    assertThat(small.bytes()).isLessThanOrEqualTo(4_000);
    assertThat(small.refused()).isGreaterThan(50);
    assertThat(StrictParser.parse(text(small, PageFormat.TEXT), false).samples())
        .hasSize(100 - (int) small.refused());
  }

  @Test
  void namesOfMetricsAreBoundedToo() throws IOException {
    PageOptions standard = PageOptions.DEFAULT;
    PrometheusPage small =
        new PrometheusPage(
            new PageOptions(
                "", Map.of(), false, SECOND, false, false, false, standard.translation(), 50_000));
    Stage source = small.partition();
    for (int i = 0; i < 1_000; i++) {
      give(source, 10, new PointRows().gauge("load" + i, 5, i));
    }
    assertThat(small.bytes()).isLessThanOrEqualTo(50_000);

    source.advance(100 * SECOND);
    assertThat(text(small, PageFormat.TEXT)).isEmpty();
    give(source, 101 * SECOND, new PointRows().gauge("other", 6, 1));
    assertThat(text(small, PageFormat.TEXT)).contains("other 1\n");
  }

  @Test
  void badBucketsAreLeftOut() throws IOException {
    give(
        stage,
        10,
        new PointRows()
            .histogram(
                "h", PointRows.CUMULATIVE, 0, 5, 3, "{\"bounds\":[2.0,1.0],\"counts\":[1,1,1]}"));

    assertThat(samples())
        .containsOnlyKeys(
            "h_milliseconds_bucket{le=+Inf}", "h_milliseconds_sum{}", "h_milliseconds_count{}");
  }

  @Test
  void aRestartKeepsThePage() throws IOException {
    give(
        stage,
        10,
        new PointRows()
            .resource("service.name", "identity", "host.name", "h")
            .delta("calls", 1, 5, 3)
            .histogram("h", PointRows.CUMULATIVE, 0, 5, 3, "{\"bounds\":[1.0],\"counts\":[1,2]}")
            .summary("size", 5, 2, "{\"quantiles\":[[0.5,7.0]]}"));
    String before = text(page, PageFormat.TEXT);
    long bytes = page.bytes();

    PrometheusPage after = new PrometheusPage(PageOptions.DEFAULT);
    Stage restored = Restarts.restarted(stage, after.partition());
    assertThat(text(after, PageFormat.TEXT)).isEqualTo(before);
    assertThat(after.bytes()).isEqualTo(bytes);

    give(
        restored,
        11,
        new PointRows()
            .resource("service.name", "identity", "host.name", "h")
            .delta("calls", 5, 7, 4));
    assertThat(text(after, PageFormat.TEXT)).contains("calls_total{job=\"identity\"} 7\n");
  }

  @Test
  void namesOfAnyCharactersAreQuoted() throws IOException {
    PageOptions standard = PageOptions.DEFAULT;
    PrometheusPage plain =
        new PrometheusPage(
            new PageOptions(
                "", Map.of(), false, SECOND, false, false, false, Translation.NONE, 1 << 20));
    plain
        .partition()
        .accept(new PointRows().gauge("cpu.load", 5, 1, "a.b", "c").batch(), Arrival.of(1, 10));
    StringBuilder out = new StringBuilder();
    plain.render(PageFormat.TEXT, out);

    assertThat(out.toString())
        .isEqualTo(
            """
            # HELP "cpu.load" About cpu.load
            # TYPE "cpu.load" gauge
            {"cpu.load","a.b"="c"} 1
            """);
    assertThat(standard.translation()).isEqualTo(Translation.UNDERSCORE_WITH_SUFFIXES);
  }

  @Test
  void whatComesAgainAfterARestartIsIgnored() throws IOException {
    stage.accept(new PointRows().gauge("load", 5, 1).batch(), new Arrival(1, 10, true));

    assertThat(samples()).isEmpty();
  }
}
