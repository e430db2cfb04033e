package dev.clew.pipeline.spanmetrics;

import dev.clew.pipeline.series.Measure;
import dev.clew.pipeline.series.SeriesBudget;
import java.util.List;

/// A metric of spans with labels of its own, for those who know which labels a question needs, such
/// as rules: labels that would make every series explode cost only here.
///
/// @param metric its name, which must differ from those of other metrics
/// @param measure what it tells of the spans
/// @param labels attribute names, or `service.name`, `span.name`, `span.kind`, `status.code`
/// @param budget beyond which spans count in one series without labels
public record ExtraSeries(
    String metric, Measure measure, List<Dimension> labels, SeriesBudget budget) {
  public ExtraSeries {
    labels = List.copyOf(labels);
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("extra series %s without labels".formatted(metric));
    }
  }
}
