package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;

/// Which samples of a series lie in the window of each step. A window is open on the left and
/// closed on the right; it moves right with the steps or stays where it is.
public final class Windows {
  /// Samples that may be looked at before somebody is asked whether to go on.
  private static final long PULSE = 1 << 20;

  private final Steps steps;
  private final Shift shift;
  private final long range;
  private final Runnable pulse;
  private final int[] first;
  private final int[] end;
  private long work;

  /// @param range milliseconds
  /// @param pulse is run now and then during long work, and may end it by an exception
  public Windows(Steps steps, Shift shift, long range, Runnable pulse) {
    this.steps = steps;
    this.shift = shift;
    this.range = range;
    this.pulse = pulse;
    this.first = new int[steps.count()];
    this.end = new int[steps.count()];
  }

  /// Finds the windows in the samples of a series.
  public void locate(SampleBuffer samples) {
    long[] times = samples.times();
    int size = samples.size();
    int low = 0;
    int high = 0;
    for (int step = 0; step < first.length; step++) {
      long to = to(step);
      long from = to - range;
      while (high < size && times[high] <= to) {
        high++;
      }
      while (low < high && times[low] <= from) {
        low++;
      }
      first[step] = low;
      end[step] = high;
    }
  }

  public int steps() {
    return first.length;
  }

  /// The first sample in the window of a step.
  public int first(int step) {
    return first[step];
  }

  /// The sample behind the last in the window of a step.
  public int end(int step) {
    return end[step];
  }

  public int count(int step) {
    return end[step] - first[step];
  }

  /// The time of the evaluation.
  public long time(int step) {
    return steps.at(step);
  }

  /// The right edge of the window of a step.
  public long to(int step) {
    return shift.apply(steps.at(step));
  }

  /// The left edge of the window of a step, which lies outside.
  public long from(int step) {
    return to(step) - range;
  }

  /// The length of the windows in milliseconds.
  public long range() {
    return range;
  }

  /// Notes that so many samples were looked at.
  public void work(int samples) {
    work += samples;
    if (work > PULSE) {
      work = 0;
      pulse.run();
    }
  }
}
