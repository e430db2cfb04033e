package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// Makes one series of two that have the same labels.
final class Merging {
  private Merging() {}

  /// Adds values to others; at no step may there be both.
  static void into(StepValues target, StepValues more) {
    for (int step = 0; step < target.steps(); step++) {
      if (more.isPresent(step)) {
        if (target.isPresent(step)) {
          throw QueryFailure.execution("vector cannot contain metrics with the same labelset");
        }
        target.setFrom(more, step);
      }
    }
  }
}
