package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Builtin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The functions of range vectors. One that is given out belongs to one thread: it keeps its work
/// space for the next series.
public final class RangeFunctions {
  private RangeFunctions() {}

  /// The function of a name; null if it is none of range vectors.
  ///
  /// @param scalars its other arguments, each for all steps
  public static @Nullable RangeFunction of(Builtin function, List<double[]> scalars) {
    return switch (function) {
      case RATE -> Extrapolation.rate();
      case INCREASE -> Extrapolation.increase();
      case DELTA -> Extrapolation.delta();
      case IRATE -> Slopes.instantRate();
      case IDELTA -> Slopes.instantDelta();
      case DERIV -> Slopes.derivative();
      case PREDICT_LINEAR -> Slopes.prediction(scalars.getFirst());
      case CHANGES -> Counts.changes();
      case RESETS -> Counts.resets();
      case MAX_OVER_TIME -> Extremes.max();
      case MIN_OVER_TIME -> Extremes.min();
      case COUNT_OVER_TIME -> RangeFunctions::count;
      case PRESENT_OVER_TIME, ABSENT_OVER_TIME -> RangeFunctions::present;
      case LAST_OVER_TIME -> RangeFunctions::last;
      case FIRST_OVER_TIME -> RangeFunctions::first;
      case QUANTILE_OVER_TIME -> new WindowQuantile(scalars.getFirst()).over(1);
      case MAD_OVER_TIME -> new MedianDeviation().over(1);
      case DOUBLE_EXPONENTIAL_SMOOTHING ->
          new Smoothing(scalars.getFirst(), scalars.getLast()).over(2);
      default -> ofAllSamples(function);
    };
  }

  private static @Nullable RangeFunction ofAllSamples(Builtin function) {
    return switch (function) {
      case SUM_OVER_TIME -> Sums.sum();
      case AVG_OVER_TIME -> Sums.average();
      case STDVAR_OVER_TIME -> Spreads.variance();
      case STDDEV_OVER_TIME -> Spreads.deviation();
      case TS_OF_FIRST_OVER_TIME -> Moments.first();
      case TS_OF_LAST_OVER_TIME -> Moments.last();
      case TS_OF_MAX_OVER_TIME -> Moments.max();
      case TS_OF_MIN_OVER_TIME -> Moments.min();
      default -> null;
    };
  }

  private static void count(SampleBuffer samples, Windows windows, StepValues out) {
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.count(step) > 0) {
        out.set(step, windows.count(step));
      }
    }
  }

  private static void present(SampleBuffer samples, Windows windows, StepValues out) {
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.count(step) > 0) {
        out.set(step, 1);
      }
    }
  }

  private static void last(SampleBuffer samples, Windows windows, StepValues out) {
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.count(step) > 0) {
        take(samples, windows.end(step) - 1, out, step);
      }
    }
  }

  private static void first(SampleBuffer samples, Windows windows, StepValues out) {
    for (int step = 0; step < windows.steps(); step++) {
      if (windows.count(step) > 0) {
        take(samples, windows.first(step), out, step);
      }
    }
  }

  private static void take(SampleBuffer samples, int index, StepValues out, int step) {
    if (samples.isHistogram(index)) {
      out.setHistogram(step);
    } else {
      out.set(step, samples.value(index));
    }
  }
}
