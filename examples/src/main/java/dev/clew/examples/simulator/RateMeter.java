package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Attributes;
import dev.clew.examples.otlp.Metric;
import dev.clew.examples.otlp.Metric.Data;
import dev.clew.examples.otlp.Metric.Distribution;
import dev.clew.examples.otlp.Metric.Exemplar;
import dev.clew.examples.otlp.Metric.Reading;
import dev.clew.examples.otlp.Resource;
import dev.clew.examples.otlp.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many spans of a kind ended, and how long they took: a counter and a histogram over the same
/// labels, each with the latest span as its exemplar.
final class RateMeter {
  private static final List<Double> BOUNDS =
      List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

  private final String counter;
  private final String histogram;
  private final long startNanos;
  private final Map<Resource, Map<Attributes, Series>> series = new LinkedHashMap<>();

  RateMeter(String counter, String histogram, long startNanos) {
    this.counter = counter;
    this.histogram = histogram;
    this.startNanos = startNanos;
  }

  void observe(Span span, Attributes labels) {
    series
        .computeIfAbsent(span.resource(), _ -> new LinkedHashMap<>())
        .computeIfAbsent(labels, _ -> new Series())
        .add(span);
  }

  void collect(long atNanos, List<Metric> metrics) {
    series.forEach((resource, byLabels) -> {
      List<Reading> counts = new ArrayList<>();
      List<Distribution> durations = new ArrayList<>();
      byLabels.forEach((labels, each) -> {
        counts.add(each.count(labels, startNanos, atNanos));
        durations.add(each.durations(labels, startNanos, atNanos));
        each.latest = null;
      });
      metrics.add(new Metric(resource, counter, "1", new Data.Counter(counts)));
      metrics.add(new Metric(resource, histogram, "s", new Data.Histogram(durations)));
    });
  }

  private static final class Series {
    private final long[] buckets = new long[BOUNDS.size() + 1];
    private double sumSeconds;
    private @Nullable Span latest;

    void add(Span span) {
      double seconds = seconds(span);
      int bucket = 0;
      while (bucket < BOUNDS.size() && seconds > BOUNDS.get(bucket)) {
        bucket++;
      }
      buckets[bucket]++;
      sumSeconds += seconds;
      latest = span;
    }

    Reading count(Attributes labels, long startNanos, long atNanos) {
      long count = 0;
      for (long bucket : buckets) {
        count += bucket;
      }
      return new Reading(labels, startNanos, atNanos, count, exemplars(1));
    }

    Distribution durations(Attributes labels, long startNanos, long atNanos) {
      List<Long> counts = Arrays.stream(buckets).boxed().toList();
      return new Distribution(
          labels,
          startNanos,
          atNanos,
          sumSeconds,
          BOUNDS,
          counts,
          latest == null ? List.of() : exemplars(seconds(latest)));
    }

    private List<Exemplar> exemplars(double value) {
      return latest == null
          ? List.of()
          : List.of(new Exemplar(latest.endNanos(), value, latest.traceId(), latest.id()));
    }

    private static double seconds(Span span) {
      return span.durationNanos() / 1e9;
    }
  }
}
