package dev.clew.query.promql.functions;

import dev.clew.query.promql.series.SampleBuffer;
import dev.clew.query.promql.series.StepValues;
import java.util.Arrays;

/// `sum_over_time` and `avg_over_time`.
///
/// A sum that takes in new samples and gives back old ones would drift, so windows are added up
/// anew. Long ones are added up by blocks: the sum of each block is known with what its rounding
/// lost, and both go into the sum of the window, which is as exact as adding every sample. That
/// makes a window of n samples cost n/64 + 128 additions.
final class Sums implements RangeFunction {
  private static final int BLOCK_BITS = 6;
  private static final int BLOCK = 1 << BLOCK_BITS;

  /// Windows up to so many samples are added up one by one.
  private static final int SHORT = 4 * BLOCK;

  private final boolean isMean;
  private final KahanSum sum = new KahanSum();
  private final Average average = new Average();
  private double[] blockSums = new double[16];
  private double[] blockLosses = new double[16];
  private int blocks;

  private Sums(boolean isMean) {
    this.isMean = isMean;
  }

  static RangeFunction sum() {
    return new Sums(false);
  }

  static RangeFunction average() {
    return new Sums(true);
  }

  @Override
  public void apply(SampleBuffer samples, Windows windows, StepValues out) {
    double[] values = samples.values();
    blocks = 0;
    for (int step = 0; step < windows.steps(); step++) {
      int first = windows.first(step);
      int end = windows.end(step);
      if (first < end) {
        windows.work(Math.min(end - first, SHORT));
        out.set(step, isMean ? mean(values, first, end) : total(values, first, end));
      }
    }
  }

  private double total(double[] values, int first, int end) {
    sum.reset();
    if (end - first <= SHORT) {
      addAll(values, first, end);
    } else {
      addByBlocks(values, first, end);
    }
    return sum.value();
  }

  private double mean(double[] values, int first, int end) {
    double total = total(values, first, end);
    if (Double.isFinite(total)) {
      return sum.dividedBy(end - first);
    }
    average.reset();
    for (int i = first; i < end; i++) {
      average.add(values[i]);
    }
    return average.value();
  }

  private void addAll(double[] values, int first, int end) {
    for (int i = first; i < end; i++) {
      sum.add(values[i]);
    }
  }

  private void addByBlocks(double[] values, int first, int end) {
    int firstBlock = (first + BLOCK - 1) >> BLOCK_BITS;
    int endBlock = end >> BLOCK_BITS;
    findBlocks(values, endBlock);
    sum.reset();
    addAll(values, first, firstBlock << BLOCK_BITS);
    for (int block = firstBlock; block < endBlock; block++) {
      sum.add(blockSums[block]);
      sum.add(blockLosses[block]);
    }
    addAll(values, endBlock << BLOCK_BITS, end);
  }

  /// Adds up the blocks that are not known yet.
  private void findBlocks(double[] values, int end) {
    if (blockSums.length < end) {
      int capacity = Math.max(end, 2 * blockSums.length);
      blockSums = Arrays.copyOf(blockSums, capacity);
      blockLosses = Arrays.copyOf(blockLosses, capacity);
    }
    for (; blocks < end; blocks++) {
      sum.reset();
      addAll(values, blocks << BLOCK_BITS, (blocks + 1) << BLOCK_BITS);
      blockSums[blocks] = sum.sum();
      blockLosses[blocks] = sum.lost();
    }
  }
}
