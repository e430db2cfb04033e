package dev.clew.query.promql.series;

import java.util.List;

/// The exemplars of one series, by time.
public record ExemplarSeries(Labels labels, List<Exemplar> exemplars) {
  public ExemplarSeries {
    exemplars = List.copyOf(exemplars);
  }

  /// A single observation, with labels that lead to its trace.
  ///
  /// @param time epoch milliseconds
  public record Exemplar(Labels labels, double value, long time) {}
}
