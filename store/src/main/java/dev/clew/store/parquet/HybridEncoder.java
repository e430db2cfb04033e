package dev.clew.store.parquet;

import java.util.Arrays;

/// Parquet's hybrid of runs and bit-packed groups of eight, for dictionary indexes and levels.
final class HybridEncoder {
  private static final int GROUP = 8;

  private HybridEncoder() {}

  /// @param width bits of each value, which are all below 2 to the power of it
  static void encode(long[] values, int from, int to, int width, ByteSink sink) {
    int at = from;
    while (at < to) {
      int run = runLength(values, at, to);
      if (run >= GROUP) {
        putRun(values[at], run, width, sink);
        at += run;
      } else {
        int end = literalEnd(values, at, to);
        putLiteral(values, at, end, width, sink);
        at = end;
      }
    }
  }

  /// Levels of which each is 1 in the rows that are listed and 0 elsewhere.
  ///
  /// @param rows ascending, from `firstRow` (in) to `endRow` (out)
  static void encodePresence(
      int[] rows, int from, int to, int firstRow, int endRow, ByteSink sink) {
    if (to - from == endRow - firstRow) {
      putRun(1, endRow - firstRow, 1, sink);
      return;
    }
    if (from == to) {
      putRun(0, endRow - firstRow, 1, sink);
      return;
    }
    int groups = (endRow - firstRow + GROUP - 1) >>> 3;
    sink.putVarint(((long) groups << 1) | 1);
    sink.room(groups);
    byte[] bytes = sink.bytes();
    int base = sink.size();
    Arrays.fill(bytes, base, base + groups, (byte) 0);
    for (int i = from; i < to; i++) {
      int row = rows[i] - firstRow;
      bytes[base + (row >>> 3)] |= (byte) (1 << (row & 7));
    }
    sink.advance(groups);
  }

  private static int runLength(long[] values, int at, int to) {
    long first = values[at];
    int end = at + 1;
    while (end < to && values[end] == first) {
      end++;
    }
    return end - at;
  }

  /// End of the groups of eight that hold no run worth its header; `to` or a whole number of groups
  /// away.
  private static int literalEnd(long[] values, int at, int to) {
    int end = at;
    do {
      end += GROUP;
    } while (end + GROUP <= to && runLength(values, end, end + GROUP) < GROUP);
    return Math.min(end, to);
  }

  private static void putRun(long value, int length, int width, ByteSink sink) {
    sink.putVarint((long) length << 1);
    for (int bits = 0; bits < width; bits += 8) {
      sink.putByte((int) (value >>> bits));
    }
  }

  private static void putLiteral(long[] values, int from, int to, int width, ByteSink sink) {
    int groups = (to - from + GROUP - 1) >>> 3;
    sink.putVarint(((long) groups << 1) | 1);
    int start = sink.size();
    sink.putPacked(values, from, to - from, width);
    while (sink.size() < start + groups * width) {
      sink.putByte(0);
    }
  }
}
