package dev.clew.query.promql.run;

import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.StepValues;

/// Takes the series that an expression yields, one after the other.
@FunctionalInterface
interface SeriesSink {
  /// @param dropsName whether the name of the metric goes from the result
  /// @param values lent: they change with the next series; whoever keeps them copies them
  void accept(Labels labels, boolean dropsName, StepValues values);
}
