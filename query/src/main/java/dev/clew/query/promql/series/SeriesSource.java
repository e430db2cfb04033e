package dev.clew.query.promql.series;

import java.util.List;

/// A store of series, as PromQL reads it. Asked by many threads at once.
public interface SeriesSource {

  /// The series that meet all matchers of a request and have samples in its window, or none. The
  /// answer is of one moment: what is written meanwhile does not change it.
  SeriesCursor select(SeriesRequest request);

  /// The exemplars of the series that meet the matchers.
  ///
  /// @param from epoch milliseconds, in
  /// @param to epoch milliseconds, in
  List<ExemplarSeries> exemplars(List<List<LabelMatcher>> anyOf, long from, long to);
}
