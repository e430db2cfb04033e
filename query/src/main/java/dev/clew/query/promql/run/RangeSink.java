package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.Windows;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.SampleBuffer;

/// Takes the series of a range vector, one after the other.
@FunctionalInterface
interface RangeSink {
  /// @param samples lent, without markers of staleness
  /// @param windows located in the samples
  void accept(Labels labels, boolean dropsName, SampleBuffer samples, Windows windows);
}
