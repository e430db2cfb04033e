package dev.clew.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.testkit.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void quantilesAreAtMostTwoPercentAboveTheTrueOnes() {
    Seeds.forEach(
        50,
        random -> {
          LatencyHistogram histogram = new LatencyHistogram();
          long[] nanos = new long[1 + random.nextInt(5_000)];
          Arrays.setAll(nanos, _ -> (long) Math.exp(random.nextDouble() * 28));
          Arrays.stream(nanos).forEach(histogram::record);
          Arrays.sort(nanos);

          for (double share : new double[] {0.01, 0.5, 0.95, 0.99, 0.999, 1}) {
            long exact = nanos[(int) Math.ceil(share * nanos.length) - 1];
            assertThat(histogram.quantileNanos(share))
                .isBetween(exact, Math.max(exact, (long) (exact * 1.017)));
          }
        });
  }

  @Test
  void addingEqualsRecordingInOne() {
    LatencyHistogram one = new LatencyHistogram();
    LatencyHistogram left = new LatencyHistogram();
    LatencyHistogram right = new LatencyHistogram();

    for (long nanos = 1; nanos < 1_000_000; nanos = nanos * 3 / 2 + 1) {
      one.record(nanos);
      (nanos % 2 == 0 ? left : right).record(nanos);
    }
    left.add(right);

    assertThat(left.count()).isEqualTo(one.count());
    assertThat(left.quantileNanos(0.7)).isEqualTo(one.quantileNanos(0.7));
    assertThat(left.maxNanos()).isEqualTo(one.maxNanos());
  }

  @Test
  void nothingRecordedIsZero() {
    assertThat(new LatencyHistogram().quantileNanos(0.99)).isZero();
  }
}
