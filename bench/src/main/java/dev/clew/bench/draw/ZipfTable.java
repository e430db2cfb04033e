package dev.clew.bench.draw;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/// Values drawn ahead of time, so that a draw is one load. A value stands for a rank: rank 0 is the
/// most frequent, and rank `r` comes up in proportion to `1 / (r + 1)^exponent`.
///
/// The table is filled by Walker's alias method (Vose's form): linear to build, one comparison a
/// draw.
public final class ZipfTable {
  private static final int BITS = 20;

  private final int[] values;

  /// @param cardinality how many ranks there are
  /// @param valueOf the value of a rank
  public ZipfTable(
      int cardinality, double exponent, IntUnaryOperator valueOf, RandomGenerator random) {
    if (cardinality < 1) {
      throw new IllegalArgumentException("cardinality " + cardinality);
    }
    double[] keep = weights(cardinality, exponent);
    int[] alias = new int[cardinality];
    pair(keep, alias);
    values = new int[1 << BITS];
    for (int i = 0; i < values.length; i++) {
      int rank = random.nextInt(cardinality);
      values[i] = valueOf.applyAsInt(random.nextDouble() < keep[rank] ? rank : alias[rank]);
    }
  }

  /// The value at a place of the table, which wraps around.
  public int at(long place) {
    return values[(int) place & (values.length - 1)];
  }

  /// Number of places before the draws repeat.
  public int size() {
    return values.length;
  }

  /// Weights with mean 1.
  private static double[] weights(int cardinality, double exponent) {
    double[] weights = new double[cardinality];
    Arrays.setAll(weights, rank -> Math.pow(rank + 1, -exponent));
    double scale = cardinality / Arrays.stream(weights).sum();
    Arrays.setAll(weights, rank -> weights[rank] * scale);
    return weights;
  }

  /// Fills up every rank below the mean with a part of one above it.
  private static void pair(double[] keep, int[] alias) {
    int[] small = new int[keep.length];
    int[] large = new int[keep.length];
    int smallCount = 0;
    int largeCount = 0;
    for (int rank = 0; rank < keep.length; rank++) {
      alias[rank] = rank;
      if (keep[rank] < 1) {
        small[smallCount++] = rank;
      } else {
        large[largeCount++] = rank;
      }
    }
    while (smallCount > 0 && largeCount > 0) {
      int poor = small[--smallCount];
      int rich = large[largeCount - 1];
      alias[poor] = rich;
      keep[rich] -= 1 - keep[poor];
      if (keep[rich] < 1) {
        largeCount--;
        small[smallCount++] = rich;
      }
    }
  }
}
