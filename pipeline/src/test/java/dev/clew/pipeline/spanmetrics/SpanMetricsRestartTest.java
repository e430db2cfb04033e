package dev.clew.pipeline.spanmetrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.Points;
import dev.clew.pipeline.series.Restarts;
import dev.clew.pipeline.series.SeriesBudget;
import dev.clew.testkit.RandomBatches;
import dev.clew.testkit.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// What a stage puts out depends on the log alone: not on restarts, not on when time was told.
final class SpanMetricsRestartTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String GUARD =
      "clew: {max_series: 40, address_prefixes: [{dimension: client.address}], top: [user.id],"
          + " top_size: 3, distinct: [{of: user.id, by: [service.name], max_groups: 3}]}";
  private static final List<String> FILES =
      List.of(
          "{histogram: {explicit: {boundaries: [1ms, 100ms, 1s]}}, metrics_flush_interval: 7s,"
              + " dimensions: [{name: user.id}, {name: retry.count, default: none}],"
              + " exemplars: {enabled: true, max_per_data_point: 3}, series_expiration: 20s, "
              + GUARD
              + "}",
          "{histogram: {exponential: {max_size: 8}}, metrics_flush_interval: 5s,"
              + " dimensions: [{name: ratio}, {name: tags}, {name: cached}], metrics_expiration: 15s,"
              + " resource_metrics_cache_size: 9, aggregation_cardinality_limit: 6,"
              + " events: {enabled: true, dimensions: [{name: exception.type}]}, "
              + GUARD
              + "}",
          "{metrics_flush_interval: 3s, aggregation_temporality: AGGREGATION_TEMPORALITY_DELTA,"
              + " dimensions: [{name: client.address}], series_expiration: 6s, "
              + GUARD
              + "}",
          "{metrics_flush_interval: 0s, dimensions: [{name: http.request.method}]}");

  private final Points undisturbedPoints = new Points();
  private final Points restartedPoints = new Points();

  @Test
  void aRestartAtAnyMomentChangesNothing() {
    for (String file : FILES) {
      boolean isConnector = !file.contains("boundaries");
      SpanMetricsOptions options = isConnector ? Options.connector(file) : Options.processor(file);
      Seeds.forEach(
          20,
          random -> {
            undisturbedPoints.clear();
            restartedPoints.clear();
            run(options, random);

            assertThat(restartedPoints.fullLines()).isEqualTo(undisturbedPoints.fullLines());
            assertThat(restartedPoints.arrivals()).isEqualTo(undisturbedPoints.arrivals());
            assertThat(undisturbedPoints.lines()).isNotEmpty();
          });
    }
  }

  private void run(SpanMetricsOptions options, RandomGenerator random) {
    SpanMetrics undisturbed = new SpanMetrics("a", options, null, undisturbedPoints);
    SpanMetrics restarted = new SpanMetrics("a", options, null, restartedPoints);
    RandomBatches batches = new RandomBatches(random, 1_000 * SECOND);
    long now = 1_000 * SECOND;
    for (int step = 0; step < 60; step++) {
      now += random.nextLong(3 * SECOND);
      if (random.nextInt(40) == 0) {
        now += random.nextLong(700 * SECOND);
      }
      if (random.nextInt(3) > 0) {
        SpanBatch batch = batches.spans(1 + random.nextInt(6));
        undisturbed.accept(batch, Arrival.of(step, now));
        restarted.accept(batch, Arrival.of(step, now));
      } else {
        undisturbed.advance(now);
        restarted.advance(now);
      }
      if (random.nextInt(8) == 0) {
        restarted =
            Restarts.restarted(restarted, new SpanMetrics("a", options, null, restartedPoints));
        assertThat(Restarts.saved(restarted)).isEqualTo(Restarts.saved(undisturbed));
      }
    }
    undisturbed.advance(now + 100 * SECOND);
    restarted.advance(now + 100 * SECOND);
  }

  @Test
  void otherRulesLeaveTheOtherSeriesAlone() {
    SpanMetricsOptions options = Options.processor(FILES.getFirst());
    SpanMetricsOptions before = options.with(List.of(extra("a", "user.id"), extra("b", "cached")));
    SpanMetricsOptions after =
        options.with(List.of(extra("c", "no.such.key"), extra("b", "cached")));
    RandomBatches batches = new RandomBatches(Seeds.random(1), 1_000 * SECOND);
    SpanMetrics old = new SpanMetrics("a", before, null, undisturbedPoints);
    old.accept(batches.spans(50), Arrival.of(1, 1_000 * SECOND));
    SpanMetrics fresh = Restarts.restarted(old, new SpanMetrics("a", after, null, restartedPoints));
    undisturbedPoints.clear();
    old.advance(1_010 * SECOND);
    fresh.advance(1_010 * SECOND);

    List<String> expected =
        undisturbedPoints.fullLines().stream().filter(line -> !line.startsWith("a{")).toList();
    assertThat(restartedPoints.fullLines()).isEqualTo(expected);
    assertThat(expected).anyMatch(line -> line.startsWith("b{"));
  }

  private static ExtraSeries extra(String metric, String label) {
    Dimension dimension = new Dimension(label, "none of " + metric);
    return new ExtraSeries(metric, new Measure.Count(), List.of(dimension), SeriesBudget.DEFAULT);
  }

  @Test
  void itDoesNotMatterHowOftenTimeIsTold() {
    for (String file : FILES.subList(0, 2)) {
      boolean isConnector = !file.contains("boundaries");
      SpanMetricsOptions options = isConnector ? Options.connector(file) : Options.processor(file);
      Seeds.forEach(
          20,
          random -> {
            Points rare = new Points();
            Points often = new Points();
            SpanMetrics seldomTold = new SpanMetrics("a", options, null, rare);
            SpanMetrics oftenTold = new SpanMetrics("a", options, null, often);
            RandomBatches batches = new RandomBatches(random, 1_000 * SECOND);
            long now = 1_000 * SECOND;
            for (int step = 0; step < 30; step++) {
              long next = now + random.nextLong(4 * SECOND);
              while (now + SECOND / 10 < next) {
                now += SECOND / 10;
                oftenTold.advance(now);
              }
              now = next;
              SpanBatch batch = batches.spans(1 + random.nextInt(6));
              seldomTold.accept(batch, Arrival.of(step, now));
              oftenTold.accept(batch, Arrival.of(step, now));
            }
            rare.clear();
            often.clear();
            seldomTold.advance(now + 8 * SECOND);
            oftenTold.advance(now + 8 * SECOND);

            assertThat(often.fullLines()).isEqualTo(rare.fullLines());
          });
    }
  }
}
