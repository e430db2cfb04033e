package dev.clew.pipeline.prometheus;

import dev.clew.pipeline.prometheus.Families.Family;
import java.util.Arrays;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.HllUnion;

/// A family of the page with the series of all partitions, by their labels. Counters and histograms
/// with equal labels are added; of others the latest point counts, and sketches are united.
final class MergedFamily {
  private static final int MAX_LOG_REGISTERS = 21;

  private final Family family;
  private final TreeMap<String, Stored> lines = new TreeMap<>();

  MergedFamily(Family family) {
    this.family = family;
  }

  Family family() {
    return family;
  }

  /// Series by their labels.
  TreeMap<String, Stored> lines() {
    return lines;
  }

  void add(String line, Stored stored) {
    Stored known = lines.get(line);
    lines.put(line, known == null ? copy(stored) : merged(known, stored));
  }

  private static Stored copy(Stored stored) {
    Stored copy = new Stored(stored.identity);
    copy.timeNanos = stored.timeNanos;
    copy.value = stored.value;
    copy.count = stored.count;
    copy.bounds = stored.bounds;
    copy.counts = stored.counts;
    copy.quantiles = stored.quantiles;
    copy.exemplars = stored.exemplars;
    copy.sketch = stored.sketch;
    return copy;
  }

  private Stored merged(Stored left, Stored right) {
    Stored latest = copy(right.timeNanos > left.timeNanos ? right : left);
    boolean isAdded = family.type() == FamilyType.COUNTER || family.type() == FamilyType.HISTOGRAM;
    if (isAdded && Arrays.equals(left.bounds, right.bounds)) {
      latest.value = left.value + right.value;
      latest.count = left.count + right.count;
      latest.counts = sums(left.counts, right.counts);
    } else if (left.sketch.length > 0 && right.sketch.length > 0) {
      HllUnion union = new HllUnion(MAX_LOG_REGISTERS);
      union.update(HllSketch.heapify(left.sketch));
      union.update(HllSketch.heapify(right.sketch));
      latest.value = Math.rint(union.getEstimate());
      latest.sketch = union.getResult().toCompactByteArray();
    }
    return latest;
  }

  private static long[] sums(long[] left, long[] right) {
    long[] sums = Arrays.copyOf(left, Math.max(left.length, right.length));
    for (int i = 0; i < right.length; i++) {
      sums[i] += right[i];
    }
    return sums;
  }
}
