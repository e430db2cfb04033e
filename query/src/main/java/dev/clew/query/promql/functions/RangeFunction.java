package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;

/// Computes the values of one series at all steps from the samples in the windows.
@FunctionalInterface
public interface RangeFunction {
  /// @param windows located in the samples
  /// @param out empty; gets the values
  void apply(SampleBuffer samples, Windows windows, StepValues out);
}
