package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;
import java.util.random.RandomGenerator;

/// Random data for the queries of `RandomPromQueries`: gaps, resets, stale markers and values that
/// are no numbers included.
final class RandomSeries {
  private RandomSeries() {}

  static MemorySeries of(RandomGenerator random) {
    MemorySeries series = new MemorySeries();
    for (int x = 0; x < 2; x++) {
      for (int y = 0; y < 3; y++) {
        addCounter(series, labels("a_total", x, y), random);
        addGauge(series, labels("b", x, y), random);
      }
      addHistogram(series, x, random);
    }
    return series;
  }

  private static Labels labels(String name, int x, int y) {
    return Labels.of(Labels.NAME, name, "x", "" + x, "y", "" + y);
  }

  private static long step(RandomGenerator random) {
    return random.nextInt(12) == 0 ? random.nextInt(400_000) : 10_000 + random.nextInt(10);
  }

  private static void addCounter(MemorySeries series, Labels labels, RandomGenerator random) {
    double value = random.nextInt(100);
    for (long time = random.nextInt(60_000); time < 900_000; time += step(random)) {
      value = random.nextInt(15) == 0 ? 0 : value + random.nextInt(20);
      series.add(labels, time, value);
    }
  }

  private static void addGauge(MemorySeries series, Labels labels, RandomGenerator random) {
    for (long time = random.nextInt(60_000); time < 900_000; time += step(random)) {
      double value =
          switch (random.nextInt(30)) {
            case 0 -> SampleBuffer.STALE;
            case 1 -> Double.NaN;
            case 2 -> Double.POSITIVE_INFINITY;
            default -> random.nextInt(100) - 50;
          };
      series.add(labels, time, value);
    }
  }

  private static void addHistogram(MemorySeries series, int x, RandomGenerator random) {
    String[] bounds = {"0.1", "1", "10", "+Inf"};
    double[] counts = new double[bounds.length];
    for (long time = 0; time < 900_000; time += 15_000) {
      double total = 0;
      for (int i = 0; i < bounds.length; i++) {
        total += random.nextInt(4);
        counts[i] += total;
        Labels labels = Labels.of(Labels.NAME, "h_bucket", "x", "" + x, "le", bounds[i]);
        series.add(labels, time, counts[i]);
      }
    }
  }
}
