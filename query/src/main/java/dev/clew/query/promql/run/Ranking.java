package dev.clew.query.promql.run;

import dev.clew.query.promql.tree.Aggregator;
import java.util.Arrays;
import java.util.List;

/// The best series of a group at one step. A heap holds those found so far, the worst on top, so
/// that most others are turned away by one comparison.
final class Ranking {
  private final List<KeptSeries> group;
  private final Aggregator aggregator;
  private final int[] heap;
  private final double[] values;
  private int size;

  Ranking(List<KeptSeries> group, Aggregator aggregator) {
    this.group = group;
    this.aggregator = aggregator;
    this.heap = new int[group.size()];
    this.values = new double[group.size()];
  }

  /// Ranks the series that are there at a step, best first, and says how many there are.
  int rank(int step, int limit) {
    size = 0;
    for (int i = 0; i < group.size() && limit > 0; i++) {
      boolean isThere =
          aggregator == Aggregator.LIMITK
              ? group.get(i).values().isPresent(step)
              : group.get(i).values().isFloat(step);
      if (isThere) {
        offer(i, group.get(i).values().value(step), limit);
      }
    }
    sort();
    return size;
  }

  /// The series of a rank.
  int at(int rank) {
    return heap[rank];
  }

  /// All ranked series, best first.
  int[] ranked() {
    return Arrays.copyOf(heap, size);
  }

  private void offer(int series, double value, int limit) {
    values[series] = value;
    if (size < limit) {
      heap[size++] = series;
      moveUp(size - 1);
    } else if (aggregator != Aggregator.LIMITK && isBefore(series, heap[0])) {
      heap[0] = series;
      moveDown(0, size);
    }
  }

  /// Whether a series ranks before another.
  private boolean isBefore(int a, int b) {
    if (aggregator == Aggregator.LIMITK) {
      return a < b;
    }
    double first = values[a];
    double second = values[b];
    if (Double.isNaN(first) || Double.isNaN(second)) {
      boolean isEqual = Double.isNaN(first) && Double.isNaN(second);
      return isEqual ? a < b : Double.isNaN(second);
    }
    if (first == second) {
      return a < b;
    }
    return aggregator == Aggregator.TOPK ? first > second : first < second;
  }

  private void moveUp(int from) {
    int at = from;
    while (at > 0 && isBefore(heap[(at - 1) / 2], heap[at])) {
      swap(at, (at - 1) / 2);
      at = (at - 1) / 2;
    }
  }

  private void moveDown(int from, int end) {
    int at = from;
    while (2 * at + 1 < end) {
      int child = 2 * at + 1;
      if (child + 1 < end && isBefore(heap[child], heap[child + 1])) {
        child++;
      }
      if (!isBefore(heap[at], heap[child])) {
        return;
      }
      swap(at, child);
      at = child;
    }
  }

  /// Takes the worst off the heap again and again, so that the best ends up first.
  private void sort() {
    for (int end = size - 1; end > 0; end--) {
      swap(0, end);
      moveDown(0, end);
    }
  }

  private void swap(int i, int j) {
    int kept = heap[i];
    heap[i] = heap[j];
    heap[j] = kept;
  }
}
