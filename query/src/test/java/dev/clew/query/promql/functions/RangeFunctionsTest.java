package dev.clew.query.promql.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.testkit.Seeds;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// What moves over a series in one pass gives what each window gives by itself.
final class RangeFunctionsTest {
  @Test
  void extremesAreThoseOfEachWindow() {
    check(Builtin.MAX_OVER_TIME, window -> extreme(window, 1));
    check(Builtin.MIN_OVER_TIME, window -> extreme(window, -1));
  }

  @Test
  void countsAreThoseOfEachWindow() {
    check(Builtin.COUNT_OVER_TIME, window -> window.length);
    check(Builtin.RESETS, window -> pairs(window, (a, b) -> b < a));
    check(
        Builtin.CHANGES,
        window -> pairs(window, (a, b) -> a != b && !(Double.isNaN(a) && Double.isNaN(b))));
  }

  @Test
  void sumsOfLongWindowsAreExact() {
    Seeds.forEach(
        100,
        random -> {
          SampleBuffer samples = samples(random, 3_000, false);
          Windows windows = windows(samples, 5, 2_000);
          StepValues out = new StepValues(5);

          function(Builtin.SUM_OVER_TIME).apply(samples, windows, out);

          for (int step = 0; step < 5; step++) {
            double[] window = window(samples, windows, step);
            double exact =
                Arrays.stream(window)
                    .mapToObj(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue();
            assertThat(out.value(step)).isCloseTo(exact, Offset.offset(Math.ulp(exact)));
          }
        });
  }

  @Test
  void aSumOfLargeAndSmallKeepsTheSmall() {
    SampleBuffer samples = new SampleBuffer();
    for (int i = 0; i < 1_000; i++) {
      samples.add(i, i % 100 == 0 ? 1e100 : i % 100 == 99 ? -1e100 : 1);
    }
    Windows windows = windows(samples, 1, 1_000);
    StepValues out = new StepValues(1);

    function(Builtin.SUM_OVER_TIME).apply(samples, windows, out);

    assertThat(out.value(0)).isEqualTo(980);
  }

  private interface Pair {
    boolean holds(double earlier, double later);
  }

  private static double pairs(double[] window, Pair pair) {
    int count = 0;
    for (int i = 1; i < window.length; i++) {
      count += pair.holds(window[i - 1], window[i]) ? 1 : 0;
    }
    return count;
  }

  private static double extreme(double[] window, int sign) {
    return Arrays.stream(window)
            .filter(value -> !Double.isNaN(value))
            .map(value -> value * sign)
            .max()
            .orElse(Double.NaN)
        * sign;
  }

  private static void check(Builtin builtin, ToDoubleFunction<double[]> expected) {
    RangeFunction function = function(builtin);
    Seeds.forEach(
        500,
        random -> {
          SampleBuffer samples = samples(random, 1 + random.nextInt(80), true);
          int steps = 1 + random.nextInt(30);
          Windows windows = windows(samples, steps, 1 + random.nextInt(50));
          StepValues out = new StepValues(steps);

          function.apply(samples, windows, out);

          for (int step = 0; step < steps; step++) {
            double[] window = window(samples, windows, step);
            assertThat(out.isFloat(step)).isEqualTo(window.length > 0);
            if (window.length > 0) {
              Double value = out.value(step);
              assertThat(value).isEqualTo(Double.valueOf(expected.applyAsDouble(window)));
            }
          }
        });
  }

  private static RangeFunction function(Builtin builtin) {
    return Objects.requireNonNull(RangeFunctions.of(builtin, List.of()));
  }

  private static SampleBuffer samples(RandomGenerator random, int count, boolean hasMissing) {
    SampleBuffer samples = new SampleBuffer();
    long time = 0;
    for (int i = 0; i < count; i++) {
      time += 1 + random.nextInt(3);
      boolean isMissing = hasMissing && random.nextInt(8) == 0;
      double value = hasMissing ? random.nextInt(10) : random.nextDouble() * 1e6;
      samples.add(time, isMissing ? Double.NaN : value);
    }
    return samples;
  }

  private static Windows windows(SampleBuffer samples, int steps, long range) {
    long last = samples.time(samples.size() - 1);
    long step = Math.max(1, last / steps);
    Windows windows =
        new Windows(
            new Steps(last - (steps - 1) * step, step, steps),
            new Shift(0, false, 0),
            range,
            () -> {});
    windows.locate(samples);
    return windows;
  }

  private static double[] window(SampleBuffer samples, Windows windows, int step) {
    double[] window = new double[samples.size()];
    int count = 0;
    for (int i = 0; i < samples.size(); i++) {
      long time = samples.time(i);
      if (time > windows.from(step) && time <= windows.to(step)) {
        window[count++] = samples.value(i);
      }
    }
    return Arrays.copyOf(window, count);
  }
}
