package dev.clew.examples.otlp;

import java.util.List;

/// The points of one instrument of one process, collected at one instant.
public record Metric(Resource resource, String name, String unit, Data data) {

  /// What kind of instrument, and its points. Sums and histograms are cumulative.
  public sealed interface Data {
    /// How many points there are.
    default int size() {
      return switch (this) {
        case Counter(var points) -> points.size();
        case Gauge(var points) -> points.size();
        case Histogram(var points) -> points.size();
      };
    }

    record Counter(List<Reading> points) implements Data {
      public Counter {
        points = List.copyOf(points);
      }
    }

    record Gauge(List<Reading> points) implements Data {
      public Gauge {
        points = List.copyOf(points);
      }
    }

    record Histogram(List<Distribution> points) implements Data {
      public Histogram {
        points = List.copyOf(points);
      }
    }
  }

  /// A number, with traces that show where it came from.
  public record Reading(
      Attributes attributes, long startNanos, long atNanos, long value, List<Exemplar> exemplars) {
    public Reading {
      exemplars = List.copyOf(exemplars);
    }
  }

  /// How many values fell between the bounds; one more count than bounds.
  public record Distribution(
      Attributes attributes,
      long startNanos,
      long atNanos,
      double sum,
      List<Double> bounds,
      List<Long> counts,
      List<Exemplar> exemplars) {
    public Distribution {
      bounds = List.copyOf(bounds);
      counts = List.copyOf(counts);
      exemplars = List.copyOf(exemplars);
    }
  }

  /// One measured value and the span that measured it.
  public record Exemplar(long atNanos, double value, TraceId traceId, long spanId) {}
}
