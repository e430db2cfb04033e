package dev.clew.pipeline.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.series.Overflow;
import dev.clew.pipeline.series.Points;
import dev.clew.pipeline.series.Spans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// A flood of values that an attacker chose.
final class SpanMetricsFloodTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MILLION = 1_000_000;

  private final Points points = new Points();

  @Test
  void aMillionNamesAndAddressesStayWithinTheBudgetAndAllSpansCount() {
    SpanMetricsOptions options =
        Options.processor(
            "{histogram: {explicit: {boundaries: [10ms, 1s]}}, metrics_flush_interval: 10s,"
                + " dimensions: [{name: auth.result}, {name: net.peer.ip}],"
                + " clew: {max_series: 20000, max_series_bytes: 16000000, top: [auth.result],"
                + " distinct: [{of: auth.username}, {of: net.peer.ip, by: [auth.result]},"
                + " {of: auth.username, by: [net.peer.ip], max_groups: 100}]}}");
    SpanMetrics stage = new SpanMetrics("flood", options, null, points);
    long now = 1_000 * SECOND;
    stage.accept(known(), Arrival.of(0, now));
    for (int batch = 0; batch < MILLION / 1_000; batch++) {
      now += 60 * SECOND / 1_000;
      stage.accept(flood(batch * 1_000), Arrival.of(1 + batch, now));
    }
    stage.accept(known(), Arrival.of(5_000, now));
    List<Overflow> overflows = stage.overflows();
    long bytes = stage.bytes();
    points.clear();
    stage.advance(now + 10 * SECOND);

    assertThat(bytes).isLessThan(2 * 16_000_000 + 5_000_000L);
    assertThat(overflows).hasSize(2);
    Overflow calls = overflows.getFirst();
    assertThat(calls.label()).isEqualTo("net.peer.ip");
    assertThat(calls.series()).isEqualTo(20_000);
    Map<String, Long> sums = sums();
    assertThat(sums.get("calls_total")).isEqualTo(MILLION + 20);
    assertThat(sums.get("duration")).isEqualTo(MILLION + 20);
    assertThat(sums.get("overflow of calls_total")).isEqualTo(calls.items());
    assertThat(points.lines()).filteredOn(line -> line.startsWith("calls_total")).hasSize(20_000);
    assertThat(points.lines())
        .anyMatch(line ->
            line.startsWith("calls_total")
                && line.contains("net.peer.ip=192.0.2.1,")
                && line.endsWith(" 20"));
  }

  @Test
  void sketchesTellHowManyThereWere() {
    SpanMetricsOptions options =
        Options.processor(
            "{histogram: {disable: true}, metrics_flush_interval: 10s,"
                + " clew: {top: [auth.result, net.peer.ip],"
                + " distinct: [{of: auth.username}, {of: auth.username, by: [auth.result]}]}}");
    SpanMetrics stage = new SpanMetrics("flood", options, null, points);
    long now = 1_000 * SECOND;
    stage.accept(known(), Arrival.of(0, now));
    for (int batch = 0; batch < 200; batch++) {
      now += SECOND / 10;
      stage.accept(flood(batch * 1_000), Arrival.of(1 + batch, now));
    }
    points.clear();
    stage.advance(now + 10 * SECOND);

    assertThat(gauge("calls_distinct{dimension=auth.username} "))
        .isCloseTo(200_001, Percentage.withPercentage(8));
    assertThat(gauge("calls_distinct{auth.result=success, dimension=auth.username} ")).isEqualTo(1);
    assertThat(gauge("calls_top{dimension=auth.result, value=failure} ")).isEqualTo(200_000);
    assertThat(stage.frequency("net.peer.ip", "192.0.2.1")).isBetween(10L, 300L);
    assertThat(stage.frequency("auth.result", "success")).isEqualTo(10);
    assertThat(stage.frequency("not.watched", "x")).isEqualTo(-1);
  }

  @Test
  void prefixesKeepAddressesFew() {
    SpanMetricsOptions options =
        Options.processor(
            "{histogram: {disable: true}, dimensions: [{name: net.peer.ip}],"
                + " clew: {address_prefixes: [{dimension: net.peer.ip, ipv4: 16}]}}");
    SpanMetrics stage = new SpanMetrics("flood", options, null, points);
    for (int batch = 0; batch < 20; batch++) {
      stage.accept(flood(batch * 1_000), Arrival.of(batch, 1_000 * SECOND));
    }

    assertThat(stage.overflows()).isEmpty();
    assertThat(points.lines()).hasSize(1).first().asString().contains("net.peer.ip=10.0.0.0/16");
  }

  @Test
  void roomIsMadeOfSeriesWithoutSpans() {
    SpanMetricsOptions options =
        Options.processor(
            "{histogram: {disable: true}, metrics_flush_interval: 10s,"
                + " dimensions: [{name: net.peer.ip}], clew: {max_series: 100}}");
    SpanMetrics stage = new SpanMetrics("flood", options, null, points);
    stage.accept(flood(0), Arrival.of(0, 1_000 * SECOND));
    assertThat(stage.overflows()).hasSize(1);
    stage.advance(1_310 * SECOND);
    points.clear();

    stage.accept(known(), Arrival.of(1, 1_311 * SECOND));

    assertThat(points.lines()).singleElement().asString().contains("net.peer.ip=192.0.2.1");
    assertThat(stage.overflows()).isEmpty();
  }

  @Test
  void aLimitOfAResourceLeavesOthersAlone() {
    SpanMetricsOptions options =
        Options.connector(
            "{namespace: '', histogram: {disable: true}, aggregation_cardinality_limit: 3,"
                + " dimensions: [{name: k}]}");
    SpanMetrics stage = new SpanMetrics("limit", options, null, points);
    Spans spans = new Spans().service("many");
    for (int i = 0; i < 10; i++) {
      spans.span("x", 5, "k", i);
    }
    spans.service("few").span("x", 5, "k", 1).span("x", 5, "k", 2);
    stage.accept(spans.batch(), Arrival.of(1, 1_000 * SECOND));
    points.clear();
    stage.advance(1_020 * SECOND);

    assertThat(points.fullLines()).hasSize(5);
    assertThat(points.fullLines())
        .anyMatch(line ->
            line.startsWith("calls{otel.metric.overflow=BOOL:1} 8")
                && line.endsWith("{service.name=many}"));
  }

  @Test
  void resourcesWithoutRoomShareSeries() {
    SpanMetricsOptions options =
        Options.connector(
            "{namespace: '', histogram: {disable: true}, resource_metrics_cache_size: 2}");
    SpanMetrics stage = new SpanMetrics("limit", options, null, points);
    Spans spans = new Spans();
    for (int i = 0; i < 10; i++) {
      spans.resource("service.name", "a", "pod", i).span("x", 5);
    }
    stage.accept(spans.batch(), Arrival.of(1, 1_000 * SECOND));
    points.clear();
    stage.advance(1_020 * SECOND);

    assertThat(points.fullLines()).hasSize(3);
    assertThat(points.fullLines())
        .anyMatch(
            line -> line.contains(" 8 @") && line.endsWith("of {otel.metric.overflow=BOOL:1}"));
  }

  private static dev.clew.model.SpanBatch known() {
    Spans spans = new Spans().service("identity");
    for (int i = 0; i < 10; i++) {
      spans.span(
          "login", 5, "auth.result", "success", "net.peer.ip", "192.0.2.1", "auth.username", "ada");
    }
    return spans.batch();
  }

  private static dev.clew.model.SpanBatch flood(int from) {
    Spans spans = new Spans().service("identity");
    for (int i = from; i < from + 1_000; i++) {
      String address = "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
      spans.span(
          "login", 5, "auth.result", "failure", "net.peer.ip", address, "auth.username", "u" + i);
    }
    return spans.batch();
  }

  private double gauge(String start) {
    String line =
        points.lines().stream().filter(each -> each.startsWith(start)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(start.length()).split(" ", -1)[0]);
  }

  /// Sum of all series of each metric, and of those for what found no room.
  private Map<String, Long> sums() {
    Map<String, Long> sums = new HashMap<>();
    for (PointBatch batch : points.batches()) {
      for (int row = 0; row < batch.size(); row++) {
        String metric = batch.strings().get(batch.metric(row));
        long value =
            batch.type(row) == PointType.HISTOGRAM ? batch.count(row) : (long) batch.value(row);
        sums.merge(metric, value, Long::sum);
        int key = batch.strings().find("otel.metric.overflow");
        if (batch.attributes().find(row, key) >= 0) {
          sums.merge("overflow of " + metric, value, Long::sum);
        }
      }
    }
    return sums;
  }
}
