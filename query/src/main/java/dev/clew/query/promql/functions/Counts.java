package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;

/// How often something happens between neighbours in each window. Running counts over the whole
/// series give every window by a subtraction.
final class Counts implements RangeFunction {
  private final Event event;
  private int[] before = new int[128];

  private Counts(Event event) {
    this.event = event;
  }

  private interface Event {
    boolean isBetween(double earlier, double later);
  }

  static RangeFunction changes() {
    return new Counts(
        (earlier, later) -> earlier != later && !(Double.isNaN(earlier) && Double.isNaN(later)));
  }

  static RangeFunction resets() {
    return new Counts((earlier, later) -> later < earlier);
  }

  @Override
  public void apply(SampleBuffer samples, Windows windows, StepValues out) {
    double[] values = samples.values();
    int size = samples.size();
    if (before.length < size) {
      before = new int[size];
    }
    for (int i = 1; i < size; i++) {
      before[i] = before[i - 1] + (event.isBetween(values[i - 1], values[i]) ? 1 : 0);
    }
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.count(step) > 0) {
        out.set(step, before[windows.end(step) - 1] - before[windows.first(step)]);
      }
    }
  }
}
