package dev.clew.pipeline.series;

import java.util.Arrays;

/// Series of each group; groups have small numbers.
final class GroupCounts {
  private int[] counts = new int[4];

  int get(int group) {
    return group < counts.length ? counts[group] : 0;
  }

  void add(int group, int change) {
    if (group >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(group + 1, 2 * counts.length));
    }
    counts[group] += change;
  }
}
