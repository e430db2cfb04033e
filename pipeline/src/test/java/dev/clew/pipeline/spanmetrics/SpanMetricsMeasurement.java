package dev.clew.pipeline.spanmetrics;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.prometheus.PageFormat;
import dev.clew.pipeline.prometheus.PageOptions;
import dev.clew.pipeline.prometheus.PrometheusPage;
import dev.clew.pipeline.series.Spans;
import dev.clew.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Spans counted in a second by one thread, for several options. To be run by hand, pinned to one
/// core: `taskset -c 1 java -cp … dev.clew.pipeline.spanmetrics.SpanMetricsMeasurement`.
final class SpanMetricsMeasurement {
  private static final int BATCH = 1_000;
  private static final int BATCHES = 50;
  private static final int ROUNDS = 8;
  private static final long STEP_NANOS = 5_000_000;
  private static final String DIMENSIONS =
      "dimensions: [{name: auth.result}, {name: auth.method}, {name: auth.failure_reason},"
          + " {name: net.peer.ip}, {name: http.status_code}]";
  private static final String BOUNDS =
      "histogram: {explicit: {boundaries: [10ms, 50ms, 100ms, 250ms, 500ms, 1s, 5s]}}";

  private SpanMetricsMeasurement() {}

  public static void main(String[] arguments) throws IOException {
    measure("5 dimensions, few addresses", 16, "{" + DIMENSIONS + ", " + BOUNDS + "}");
    measure("5 dimensions, many addresses", 5_000, "{" + DIMENSIONS + ", " + BOUNDS + "}");
    measure(
        "beyond the budget",
        1 << 24,
        "{" + DIMENSIONS + ", " + BOUNDS + ", clew: {max_series: 2000}}");
    measure("exponential", 16, "{" + DIMENSIONS + ", histogram: {exponential: {max_size: 160}}}");
    measure("exemplars", 16, "{" + DIMENSIONS + ", " + BOUNDS + ", exemplars: {enabled: true}}");
    measure(
        "sketches",
        5_000,
        "{"
            + DIMENSIONS
            + ", "
            + BOUNDS
            + ", clew: {top: [net.peer.ip, auth.username], distinct: [{of: auth.username,"
            + " by: [net.peer.ip], max_groups: 1000}, {of: auth.username}]}}");
  }

  private static void measure(String name, int addresses, String yaml) throws IOException {
    List<SpanBatch> batches = batches(addresses);
    PrometheusPage page = new PrometheusPage(PageOptions.DEFAULT);
    SpanMetrics stage =
        new SpanMetrics("measured", Options.processor(yaml), null, page.partition());
    long now = 1_700_000_000_000_000_000L;
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 20 * BATCHES; i++) {
        stage.accept(batches.get(i % BATCHES), Arrival.of(i, now));
        now += STEP_NANOS;
      }
      best = Math.max(best, 20.0 * BATCHES * BATCH * 1e9 / (System.nanoTime() - start));
    }
    stage.advance(now + 15_000_000_000L);
    long start = System.nanoTime();
    StringBuilder text = new StringBuilder();
    page.render(PageFormat.TEXT, text);
    System.out.printf(
        "%-30s %,10.0f spans/s, %,7d series, %,12d bytes, page of %,d bytes in %d ms%n",
        name,
        best,
        stage.stats().series(),
        stage.bytes(),
        text.length(),
        (System.nanoTime() - start) / 1_000_000);
  }

  private static List<SpanBatch> batches(int addresses) {
    RandomGenerator random = Seeds.random(1);
    List<SpanBatch> batches = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      Spans spans = new Spans();
      for (int i = 0; i < BATCH; i++) {
        if (i % 50 == 0) {
          spans.service("service" + random.nextInt(5));
        }
        int address = random.nextInt(addresses);
        boolean isFailure = random.nextInt(4) == 0;
        spans.span(
            SpanKind.SERVER,
            isFailure ? SpanStatus.ERROR : SpanStatus.UNSET,
            "auth.step" + random.nextInt(4),
            random.nextLong(2_000_000_000L),
            "http.request.method",
            "POST",
            "url.path",
            "/realms/x/login",
            "auth.username",
            "user" + random.nextInt(100_000),
            "auth.result",
            isFailure ? "failure" : "success",
            "auth.method",
            random.nextBoolean() ? "password" : "otp",
            "auth.failure_reason",
            isFailure ? "bad_password" : "none",
            "net.peer.ip",
            "10." + (address >> 16) + "." + (address >> 8 & 255) + "." + (address & 255),
            "http.status_code",
            isFailure ? 401 : 200,
            "thread.id",
            random.nextInt(100));
      }
      batches.add(spans.batch());
    }
    return batches;
  }
}
