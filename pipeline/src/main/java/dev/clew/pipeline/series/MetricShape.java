package dev.clew.pipeline.series;

import java.util.List;

/// What a metric is: its name, what it measures, and the columns of the stage it has as labels.
///
/// @param labels attribute keys of its points
/// @param columns the column of the stage's rows behind each label
/// @param isDelta whether points tell what came since the last, not since the birth of the series
/// @param maxExemplars exemplars of a point
public record MetricShape(
    String name,
    String unit,
    String description,
    Measure measure,
    List<String> labels,
    List<Integer> columns,
    boolean isDelta,
    int maxExemplars,
    SeriesBudget budget) {
  public MetricShape {
    labels = List.copyOf(labels);
    columns = List.copyOf(columns);
    if (labels.size() != columns.size()) {
      throw new IllegalArgumentException(
          "%d labels for %d columns".formatted(labels.size(), columns.size()));
    }
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("metric %s has no labels".formatted(name));
    }
  }
}
