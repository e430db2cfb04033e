package dev.clew.pipeline.ottl;

import dev.clew.model.PointBatch;
import java.util.stream.IntStream;

/// Which points of a batch are of one metric: those that stand one behind the other and agree in
/// all that a metric is, for a batch has no rows for metrics.
final class Metrics {
  private Metrics() {}

  /// The first point of each metric, ascending.
  static int[] firstPoints(PointBatch batch) {
    return IntStream.range(0, batch.size())
        .filter(row -> row == 0 || !isSame(batch, row - 1, row))
        .toArray();
  }

  /// Behind the last point of the metric of a point.
  static int end(PointBatch batch, int row) {
    int end = row + 1;
    while (end < batch.size() && isSame(batch, row, end)) {
      end++;
    }
    return end;
  }

  /// The first point of the metric of a point.
  static int start(PointBatch batch, int row) {
    int start = row;
    while (start > 0 && isSame(batch, start - 1, row)) {
      start--;
    }
    return start;
  }

  private static boolean isSame(PointBatch batch, int left, int right) {
    return batch.resource(left) == batch.resource(right)
        && batch.scope(left) == batch.scope(right)
        && batch.metric(left) == batch.metric(right)
        && batch.unit(left) == batch.unit(right)
        && batch.description(left) == batch.description(right)
        && batch.type(left) == batch.type(right)
        && batch.temporality(left) == batch.temporality(right)
        && batch.isMonotonic(left) == batch.isMonotonic(right);
  }
}
