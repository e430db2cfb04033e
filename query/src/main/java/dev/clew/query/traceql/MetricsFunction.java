package dev.clew.query.traceql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns matching spans into series over time.
public sealed interface MetricsFunction {

  /// The name in the query language, also the label `__name__` of series without others.
  String text();

  /// The fields after `by`, in their order; empty without.
  List<SpanField> labels();

  /// `rate()`: spans per second.
  record Rate(List<SpanField> labels) implements MetricsFunction {
    public Rate {
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return "rate";
    }
  }

  /// `count_over_time()`: spans per step.
  record CountOverTime(List<SpanField> labels) implements MetricsFunction {
    public CountOverTime {
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return "count_over_time";
    }
  }

  /// `min_over_time(field)` and its like.
  record OverTime(Aggregation aggregation, SpanField field, List<SpanField> labels)
      implements MetricsFunction {
    public OverTime {
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return aggregation.text() + "_over_time";
    }
  }

  /// `histogram_over_time(field)`: one series per power of two.
  record Histogram(SpanField field, List<SpanField> labels) implements MetricsFunction {
    public Histogram {
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return "histogram_over_time";
    }
  }

  /// `quantile_over_time(field, 0.5, …)`: one series per quantile; has at least one.
  record Quantiles(SpanField field, List<Double> quantiles, List<SpanField> labels)
      implements MetricsFunction {
    public Quantiles {
      quantiles = List.copyOf(quantiles);
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return "quantile_over_time";
    }
  }

  /// `compare({ selection }, topN, start, end)`: how the selected spans differ from the others.
  record Compare(FieldExpression selection, long topN, @Nullable Window window)
      implements MetricsFunction {
    /// How many values per attribute are told unless the query says otherwise.
    public static final long DEFAULT_TOP_N = 10;

    @Override
    public String text() {
      return "compare";
    }

    @Override
    public List<SpanField> labels() {
      return List.of();
    }
  }

  /// The part of the range to which a selection is narrowed, in epoch nanoseconds. After validation
  /// the start is above 0 and the end after it.
  record Window(long startNanos, long endNanos) {}
}
