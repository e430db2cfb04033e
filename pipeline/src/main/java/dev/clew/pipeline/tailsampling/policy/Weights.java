package dev.clew.pipeline.tailsampling.policy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/// How many traces a kept one stands for: one over the probability that a trace with its spans is
/// kept, the hash of its id being what is random (Horvitz and Thompson's estimator). A sum of
/// weights over kept traces is an unbiased count of all traces.
///
/// The hash of a salt is uniform, and policies look at it through thresholds only. So the range of
/// the hashes falls into few cells in each of which all policies vote the same; the decision is
/// asked for in each, and the shares of those that keep are added. That is exact for policies that
/// share a salt, where the events lie within each other, and for different salts, where they are
/// independent and shares multiply. A trace that some policy keeps whatever the hash has weight 1.
///
/// Budgets count as they stood at the decision: a trace that a limiter kept has weight 1, and those
/// that it refused are not made up for. Where there are so many salts and thresholds that the cells
/// exceed a bound, the salts beyond it count as given.
final class Weights {
  static final Weights NONE = new Weights(new String[0], List.of());
  private static final int MAX_CELLS = 4_096;
  private static final double RANGE = 0x1p64;

  private final long[][] ends;
  private final long[] none;

  /// @param thresholds by number of the salt
  Weights(String[] salts, List<long[]> thresholds) {
    none = new long[salts.length];
    ends = new long[salts.length][];
    int cells = 1;
    for (int i = 0; i < salts.length; i++) {
      long[] cuts = cuts(thresholds.get(i));
      boolean isWithin = (long) cells * cuts.length <= MAX_CELLS;
      ends[i] = isWithin ? cuts : new long[0];
      cells *= isWithin ? cuts.length : 1;
    }
  }

  /// Largest hash of each cell, ascending, the last one being the largest there is.
  private static long[] cuts(long[] thresholds) {
    return LongStream.concat(Arrays.stream(thresholds), LongStream.of(-1))
        .map(value -> value ^ Long.MIN_VALUE)
        .sorted()
        .distinct()
        .map(value -> value ^ Long.MIN_VALUE)
        .toArray();
  }

  /// Hashes for policies that do not look at them.
  long[] none() {
    return none;
  }

  /// Weight of a trace that is kept.
  ///
  /// @param hashes of its id
  /// @param keeps whether it would be kept with other hashes
  double of(long[] hashes, Predicate<long[]> keeps) {
    if (ends.length == 0) {
      return 1;
    }
    double kept = share(0, hashes.clone(), keeps);
    return kept >= 1 || kept <= 0 ? 1 : 1 / kept;
  }

  private double share(int salt, long[] trial, Predicate<long[]> keeps) {
    if (salt == ends.length) {
      return keeps.test(trial) ? 1 : 0;
    }
    if (ends[salt].length == 0) {
      return share(salt + 1, trial, keeps);
    }
    double total = 0;
    long begin = 0;
    for (long end : ends[salt]) {
      trial[salt] = end;
      double width = unsigned(end - begin) + 1;
      total += width / RANGE * share(salt + 1, trial, keeps);
      begin = end + 1;
    }
    return total;
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0 + (value & 1);
  }
}
