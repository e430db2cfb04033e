package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import java.util.List;

/// What a query yields. Times are in epoch milliseconds.
public sealed interface QueryValue {

  record Scalar(long time, double value) implements QueryValue {}

  record Text(long time, String value) implements QueryValue {}

  /// One value of each series; in no order, but where the query sorts.
  record Vector(List<Sample> samples) implements QueryValue {
    public Vector {
      samples = List.copyOf(samples);
    }
  }

  /// Values of each series over time, series by their labels.
  record Matrix(List<Series> series) implements QueryValue {
    public Matrix {
      series = List.copyOf(series);
    }
  }

  record Sample(Labels labels, long time, double value) {}

  /// A series with its points in the order of their times.
  final class Series {
    private final Labels labels;
    private final long[] times;
    private final double[] values;

    /// Takes the arrays, which must not change any more.
    Series(Labels labels, long[] times, double[] values) {
      this.labels = labels;
      this.times = times;
      this.values = values;
    }

    public Labels labels() {
      return labels;
    }

    public int size() {
      return times.length;
    }

    public long time(int index) {
      return times[index];
    }

    public double value(int index) {
      return values[index];
    }
  }
}
