package dev.clew.query.promql.series;

import java.util.Arrays;

/// The values of one series at all steps of an evaluation. At a step there is nothing, a float, or
/// a native histogram of which no more is known.
public final class StepValues {
  private static final byte NOTHING = 0;
  private static final byte FLOAT = 1;
  private static final byte HISTOGRAM = 2;

  private final double[] values;
  private final byte[] kinds;

  /// Nothing at any step.
  public StepValues(int steps) {
    values = new double[steps];
    kinds = new byte[steps];
  }

  private StepValues(double[] values, byte[] kinds) {
    this.values = values;
    this.kinds = kinds;
  }

  public StepValues copy() {
    return new StepValues(values.clone(), kinds.clone());
  }

  public int steps() {
    return kinds.length;
  }

  /// Removes all values.
  public void clear() {
    Arrays.fill(kinds, NOTHING);
  }

  public boolean isPresent(int step) {
    return kinds[step] != NOTHING;
  }

  public boolean isFloat(int step) {
    return kinds[step] == FLOAT;
  }

  public boolean isHistogram(int step) {
    return kinds[step] == HISTOGRAM;
  }

  /// The float at a step; has no meaning where there is none.
  public double value(int step) {
    return values[step];
  }

  public void set(int step, double value) {
    values[step] = value;
    kinds[step] = FLOAT;
  }

  public void setHistogram(int step) {
    kinds[step] = HISTOGRAM;
  }

  public void remove(int step) {
    kinds[step] = NOTHING;
  }

  /// Takes what another has at a step.
  public void setFrom(StepValues other, int step) {
    values[step] = other.values[step];
    kinds[step] = other.kinds[step];
  }

  /// At how many steps there is something.
  public int count() {
    int count = 0;
    for (byte kind : kinds) {
      count += kind == NOTHING ? 0 : 1;
    }
    return count;
  }

  public boolean isEmpty() {
    for (byte kind : kinds) {
      if (kind != NOTHING) {
        return false;
      }
    }
    return true;
  }

  public boolean hasHistograms() {
    for (byte kind : kinds) {
      if (kind == HISTOGRAM) {
        return true;
      }
    }
    return false;
  }
}
