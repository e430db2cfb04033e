package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// Takes the series of one group and gives what becomes of them.
interface Accumulator {
  /// @param values lent
  void add(StepValues values);

  /// @param out empty; gets the result
  void finish(StepValues out);
}
