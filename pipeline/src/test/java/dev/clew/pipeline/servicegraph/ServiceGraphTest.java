package dev.clew.pipeline.servicegraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.config.Reading;
import dev.clew.pipeline.series.Points;
import dev.clew.pipeline.series.Restarts;
import dev.clew.pipeline.series.Spans;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ServiceGraphTest {
  private static final long SECOND = 1_000_000_000L;

  private final Points points = new Points();

  private ServiceGraph stage(String yaml) {
    return new ServiceGraph(options(yaml), points);
  }

  static ServiceGraphOptions options(String yaml) {
    Reading<ServiceGraphOptions> reading = Reading.ofYaml(yaml, ServiceGraphConfig.TYPE.reader());
    assertThat(reading.errors()).isEmpty();
    return reading.value();
  }

  private static Spans client(Spans spans, long trace, Object... attributes) {
    return spans.span(trace, 1, 0, SpanKind.CLIENT, SpanStatus.UNSET, "call", SECOND, attributes);
  }

  private static Spans server(Spans spans, long trace, SpanStatus status, Object... attributes) {
    return spans.span(trace, 2, 1, SpanKind.SERVER, status, "answer", SECOND / 2, attributes);
  }

  private List<String> requests() {
    return points.lines().stream().filter(line -> line.contains("request_total")).toList();
  }

  @Test
  void bothSidesMakeOneEdgeInEitherOrder() {
    ServiceGraph stage = stage("{metrics_flush_interval: 10s}");
    stage.accept(
        server(client(new Spans().service("web"), 7).service("api"), 7, SpanStatus.ERROR).batch(),
        Arrival.of(1, 100 * SECOND));
    stage.accept(
        client(server(new Spans().service("api"), 8, SpanStatus.UNSET).service("web"), 8).batch(),
        Arrival.of(2, 101 * SECOND));
    points.clear();

    stage.advance(110 * SECOND);

    assertThat(requests())
        .containsExactly(
            "traces_service_graph_request_total{client=web, connection_type=, failed=true,"
                + " server=api} 1",
            "traces_service_graph_request_total{client=web, connection_type=, failed=false,"
                + " server=api} 1");
    assertThat(points.lines())
        .contains(
            "traces_service_graph_request_failed_total{client=web, connection_type=, failed=true,"
                + " server=api} 1")
        .anyMatch(line ->
            line.startsWith("traces_service_graph_request_server{") && line.contains(" 1 sum 0.5 "))
        .anyMatch(line ->
            line.startsWith("traces_service_graph_request_client{")
                && line.contains(" 1 sum 1.0 "));
  }

  @Test
  void sidesMeetAcrossBatchesWithinTheirTimeOnly() {
    ServiceGraph stage = stage("{store: {ttl: 2s}, virtual_node_peer_attributes: []}");
    stage.accept(client(new Spans().service("web"), 7).batch(), Arrival.of(1, 100 * SECOND));
    stage.accept(client(new Spans().service("web"), 8).batch(), Arrival.of(2, 101 * SECOND));
    stage.accept(
        server(server(new Spans().service("api"), 7, SpanStatus.UNSET), 8, SpanStatus.UNSET)
            .batch(),
        Arrival.of(3, 102 * SECOND + 1));
    points.clear();

    stage.advance(120 * SECOND);

    assertThat(requests()).singleElement().asString().endsWith(" 1");
    assertThat(stage.stats()).isEqualTo(new ServiceGraphStats(1, 2, 0, 0));
  }

  @Test
  void databasesNeedNoSpanOfTheirOwn() {
    ServiceGraph stage = stage("{metrics_flush_interval: 0s}");
    stage.accept(
        client(new Spans().service("web"), 7, "db.name", "accounts").batch(),
        Arrival.of(1, 100 * SECOND));

    assertThat(requests().getLast())
        .isEqualTo(
            "traces_service_graph_request_total{client=web, connection_type=database,"
                + " failed=false, server=accounts} 1");
  }

  @Test
  void queuesAreConnectionsToo() {
    ServiceGraph stage = stage("{metrics_flush_interval: 0s}");
    Spans spans = new Spans().service("web");
    spans.span(7, 1, 0, SpanKind.PRODUCER, SpanStatus.UNSET, "send", 5);
    spans.service("mail").span(7, 2, 1, SpanKind.CONSUMER, SpanStatus.UNSET, "receive", 5);
    stage.accept(spans.batch(), Arrival.of(1, 100 * SECOND));

    assertThat(requests().getLast()).contains("connection_type=messaging_system");
  }

  @Test
  void edgesThatDifferInDimensionsStayApart() {
    ServiceGraph stage = stage("{metrics_flush_interval: 0s, dimensions: [region]}");
    for (int trace = 1; trace <= 4; trace++) {
      String here = trace % 2 == 0 ? "north" : "south";
      String there = trace <= 2 ? "north" : "south";
      Spans spans = client(new Spans().service("web"), trace, "region", here).service("api");
      stage.accept(
          server(spans, trace, SpanStatus.UNSET, "region", there).batch(),
          Arrival.of(trace, (100 + trace) * SECOND));
    }
    points.clear();
    stage.accept(new Spans().service("x").span("y", 5).batch(), Arrival.of(9, 105 * SECOND));

    assertThat(requests()).hasSize(4).allMatch(line -> line.endsWith(" 1"));
    assertThat(requests())
        .anyMatch(
            line -> line.contains("client_region=south") && line.contains("server_region=north"));
  }

  @Test
  void aFullStoreDropsAndCountsSpans() {
    ServiceGraph stage = stage("{store: {max_items: 3}}");
    for (int trace = 1; trace <= 5; trace++) {
      stage.accept(
          client(new Spans().service("web"), trace).batch(), Arrival.of(trace, 100 * SECOND));
    }
    stage.advance(100 * SECOND);
    stage.advance(300 * SECOND);

    assertThat(stage.stats().droppedSpans()).isEqualTo(2);
    assertThat(stage.stats().expired()).isEqualTo(3);
  }

  @Test
  void spansOfNoServiceAreNoSides() {
    ServiceGraph stage = stage("{metrics_flush_interval: 0s}");
    stage.accept(
        client(new Spans().resource("host.name", "h"), 7, "db.name", "x").batch(),
        Arrival.of(1, 100 * SECOND));

    assertThat(points.lines()).isEmpty();
  }

  @Test
  void edgesWithoutCallsGo() {
    ServiceGraph stage = stage("{metrics_flush_interval: 60s}");
    stage.accept(
        client(new Spans().service("web"), 7, "db.name", "x").batch(), Arrival.of(1, 100 * SECOND));
    for (int minute = 2; minute < 20; minute++) {
      points.clear();
      stage.advance(minute * 60L * SECOND);
    }

    assertThat(points.lines()).isEmpty();
  }

  @Test
  void aRestartAtAnyMomentChangesNothing() {
    ServiceGraphOptions options =
        options(
            "{store: {ttl: 3s, max_items: 20}, metrics_flush_interval: 4s, dimensions: [region],"
                + " virtual_node_extra_label: true, latency_histogram_buckets: [100ms, 1s]}");
    Seeds.forEach(
        60,
        random -> {
          Points first = new Points();
          Points second = new Points();
          ServiceGraph undisturbed = new ServiceGraph(options, first);
          ServiceGraph restarted = new ServiceGraph(options, second);
          long now = 1_000 * SECOND;
          for (int step = 0; step < 80; step++) {
            now += random.nextLong(2 * SECOND);
            SpanBatch batch = calls(random);
            undisturbed.accept(batch, Arrival.of(step, now));
            restarted.accept(batch, Arrival.of(step, now));
            if (random.nextInt(4) == 0) {
              undisturbed.advance(now);
            }
            if (random.nextInt(8) == 0) {
              restarted = Restarts.restarted(restarted, new ServiceGraph(options, second));
            }
          }
          undisturbed.advance(now + 10 * SECOND);
          restarted.advance(now + 10 * SECOND);

          assertThat(second.fullLines()).isEqualTo(first.fullLines());
          assertThat(first.lines()).isNotEmpty();
        });
  }

  private static SpanBatch calls(RandomGenerator random) {
    Spans spans = new Spans();
    for (int i = 0; i < 5; i++) {
      spans.service("s" + random.nextInt(3));
      boolean isClient = random.nextBoolean();
      spans.span(
          random.nextInt(30),
          isClient ? 1 : 2,
          isClient || random.nextInt(5) == 0 ? 0 : 1,
          isClient ? SpanKind.CLIENT : SpanKind.SERVER,
          SpanStatus.of(random.nextInt(3)),
          "x",
          random.nextLong(2 * SECOND),
          random.nextInt(5) == 0 ? "db.name" : "region",
          "v" + random.nextInt(2));
    }
    return spans.batch();
  }
}
