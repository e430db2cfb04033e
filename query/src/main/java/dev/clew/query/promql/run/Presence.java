package dev.clew.query.promql.run;

import dev.clew.query.promql.series.StepValues;

/// At which steps there is something.
final class Presence {
  private final boolean[] steps;

  Presence(int steps) {
    this.steps = new boolean[steps];
  }

  boolean at(int step) {
    return steps[step];
  }

  void mark(int step) {
    steps[step] = true;
  }

  /// Adds the steps at which values are there.
  void addAll(StepValues values) {
    for (int step = 0; step < steps.length; step++) {
      steps[step] |= values.isPresent(step);
    }
  }
}
