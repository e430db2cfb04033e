package dev.clew.query.promql.run;

import dev.clew.query.promql.Decimals;
import dev.clew.query.promql.functions.ClassicBuckets;
import dev.clew.query.promql.tree.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Where counts of classic buckets fell and had to be raised, over all steps of a query.
final class MonotonicityFixes {
  private final Place place;
  private double lowest = Double.POSITIVE_INFINITY;
  private double highest = Double.NEGATIVE_INFINITY;
  private double largest;
  private long count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  MonotonicityFixes(Place place) {
    this.place = place;
  }

  void add(ClassicBuckets buckets, long time) {
    lowest = Math.min(lowest, buckets.lowestFixed());
    highest = Math.max(highest, buckets.highestFixed());
    largest = Math.max(largest, buckets.largestFix());
    first = Math.min(first, time);
    last = Math.max(last, time);
    count++;
  }

  Place place() {
    return place;
  }

  String text(String metric) {
    return "input to histogram_quantile needed to be fixed for monotonicity (see"
        + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
        + Annotations.named(metric)
        + ", from buckets %s to %s, with a max diff of %s, over %d samples from %s to %s"
            .formatted(
                Decimals.general(lowest),
                Decimals.general(highest),
                Decimals.rounded(largest, 2),
                count,
                shown(first),
                shown(last));
  }

  private static String shown(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
