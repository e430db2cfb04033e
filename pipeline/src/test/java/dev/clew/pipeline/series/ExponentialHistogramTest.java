package dev.clew.pipeline.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.PointBatch;
import dev.clew.model.PointDetail;
import dev.clew.testkit.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ExponentialHistogramTest {
  @Test
  void powersOfTwoEndTheirBucket() {
    for (int scale = -10; scale <= 20; scale++) {
      double power = scale < 0 ? 1 : 4;
      int below = ExponentialHistogram.index(power, scale);
      int above = ExponentialHistogram.index(Math.nextUp(power), scale);

      assertThat(above).as("scale " + scale).isEqualTo(below + 1);
    }
  }

  @Test
  void everyValueLiesWithinItsBucket() {
    Seeds.forEach(
        2_000,
        random -> {
          int scale = random.nextInt(8) - 3;
          double value = Math.pow(2, random.nextDouble(-40, 40));
          double base = Math.pow(2, Math.pow(2, -scale));
          int index = ExponentialHistogram.index(value, scale);

          assertThat(value).isGreaterThan(Math.pow(base, index) * (1 - 1e-9));
          assertThat(value).isLessThanOrEqualTo(Math.pow(base, index + 1) * (1 + 1e-9));
        });
  }

  @Test
  void coarserBucketsAreHalves() {
    Seeds.forEach(
        2_000,
        random -> {
          double value = Math.pow(2, random.nextDouble(-40, 40));
          int scale = random.nextInt(20) - 8;

          int fine = ExponentialHistogram.index(value, scale + 1);
          assertThat(ExponentialHistogram.index(value, scale)).isEqualTo(fine >> 1);
        });
  }

  @Test
  void bucketsNeverExceedTheirNumberAndLoseNothing() {
    Seeds.forEach(
        200,
        random -> {
          int maxSize = 2 + random.nextInt(30);
          ExponentialHistogram histogram = new ExponentialHistogram(maxSize);
          int values = 1 + random.nextInt(500);
          for (int i = 0; i < values; i++) {
            histogram.record(value(random));
          }

          String detail = detail(histogram);
          String counts = detail.replaceAll(".*\"counts\":\\[([0-9,]*)\\].*", "$1");
          long sum = Long.parseLong(detail.replaceAll(".*\"zeroCount\":(\\d+).*", "$1"));
          int buckets = 0;
          if (detail.contains("positive")) {
            for (String count : counts.split(",")) {
              sum += Long.parseLong(count);
              buckets++;
            }
          }
          assertThat(sum).isEqualTo(values);
          assertThat(buckets).isLessThanOrEqualTo(maxSize);
        });
  }

  private static double value(RandomGenerator random) {
    return random.nextInt(10) == 0 ? 0 : Math.pow(10, random.nextDouble(-6, 12));
  }

  @Test
  void detailNamesScaleAndBuckets() {
    ExponentialHistogram histogram = new ExponentialHistogram(2);
    histogram.record(0);
    histogram.record(1);
    histogram.record(2);
    histogram.record(4);

    assertThat(detail(histogram))
        .isEqualTo("{\"scale\":-1,\"zeroCount\":1,\"positive\":{\"offset\":-1,\"counts\":[1,2]}}");
  }

  private static String detail(ExponentialHistogram histogram) {
    PointBatch batch = new PointBatch();
    PointDetail detail = new PointDetail();
    histogram.write(batch, detail);
    return batch.strings().get(detail.finish(batch.strings()));
  }
}
