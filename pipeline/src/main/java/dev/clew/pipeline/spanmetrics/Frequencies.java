package dev.clew.pipeline.spanmetrics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// How often any value came, in fixed memory, never too low: the count-min sketch of Cormode and
/// Muthukrishnan (2005), with conservative update.
///
/// Too high by more than e/2048 of all, about 0.13 %, in one of 55 cases (e^-4).
final class Frequencies {
  private static final int ROWS = 4;
  private static final int WIDTH = 2048;

  private final long[] counts = new long[ROWS * WIDTH];

  void add(long hash) {
    long raised = count(hash) + 1;
    for (int row = 0; row < ROWS; row++) {
      int at = at(row, hash);
      counts[at] = Math.max(counts[at], raised);
    }
  }

  long count(long hash) {
    long least = Long.MAX_VALUE;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counts[at(row, hash)]);
    }
    return least;
  }

  private static int at(int row, long hash) {
    long mixed = (hash + row) * 0x9E37_79B9_7F4A_7C15L;
    mixed = (mixed ^ (mixed >>> 30) ^ row) * 0xBF58_476D_1CE4_E5B9L;
    return row * WIDTH + (int) (mixed >>> 53);
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  long bytes() {
    return 8L * counts.length;
  }

  void save(DataOutput out) throws IOException {
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  void restore(DataInput in) throws IOException {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
  }
}
