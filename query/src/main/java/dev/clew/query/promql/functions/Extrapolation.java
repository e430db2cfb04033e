package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;
import java.util.Arrays;

/// `rate`, `increase` and `delta`: the change between the first and the last sample of a window,
/// extended to its edges.
///
/// A counter that falls was reset; what it had reached is added. The places of all resets are noted
/// once a series, so a window costs as much as it has resets, not samples. Toward an edge the
/// change is extended by half the mean distance of samples if the nearest sample is further away
/// than 1.1 of it, else up to the edge; a counter never below zero.
final class Extrapolation implements RangeFunction {
  private final boolean isCounter;
  private final boolean isRate;
  private int[] resets = new int[16];
  private int resetCount;

  private Extrapolation(boolean isCounter, boolean isRate) {
    this.isCounter = isCounter;
    this.isRate = isRate;
  }

  static RangeFunction rate() {
    return new Extrapolation(true, true);
  }

  static RangeFunction increase() {
    return new Extrapolation(true, false);
  }

  static RangeFunction delta() {
    return new Extrapolation(false, false);
  }

  @Override
  public void apply(SampleBuffer samples, Windows windows, StepValues out) {
    double[] values = samples.values();
    findResets(values, samples.size());
    int reset = 0;
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.count(step) >= 2) {
        int first = windows.first(step);
        int last = windows.end(step) - 1;
        while (reset < resetCount && resets[reset] <= first) {
          reset++;
        }
        double change = values[last] - values[first];
        for (int i = reset; i < resetCount && resets[i] <= last; i++) {
          change += values[resets[i] - 1];
        }
        out.set(step, extended(change, samples, first, last, windows, step));
      }
    }
  }

  private void findResets(double[] values, int size) {
    resetCount = 0;
    if (!isCounter) {
      return;
    }
    for (int i = 1; i < size; i++) {
      if (values[i] < values[i - 1]) {
        if (resetCount == resets.length) {
          resets = Arrays.copyOf(resets, resetCount * 2);
        }
        resets[resetCount++] = i;
      }
    }
  }

  private double extended(
      double change, SampleBuffer samples, int first, int last, Windows windows, int step) {
    long firstTime = samples.time(first);
    long lastTime = samples.time(last);
    double sampled = (lastTime - firstTime) / 1e3;
    double distance = sampled / (last - first);
    double threshold = distance * 1.1;
    double toStart = (firstTime - windows.from(step)) / 1e3;
    double toEnd = (windows.to(step) - lastTime) / 1e3;
    if (toStart >= threshold) {
      toStart = distance / 2;
    }
    double firstValue = samples.value(first);
    if (isCounter && change > 0 && firstValue >= 0) {
      toStart = Math.min(toStart, sampled * (firstValue / change));
    }
    if (toEnd >= threshold) {
      toEnd = distance / 2;
    }
    double factor = sampled == 0 ? 1 : (sampled + toStart + toEnd) / sampled;
    return change * (isRate ? factor / (windows.range() / 1e3) : factor);
  }
}
