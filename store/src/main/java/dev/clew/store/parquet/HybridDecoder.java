package dev.clew.store.parquet;

import java.io.IOException;
import java.util.Arrays;

/// Reads Parquet's hybrid of runs and bit-packed groups of eight, as [HybridEncoder] writes it.
///
/// Only where the runs stand is found out at first; a value is unpacked when it is asked for, since
/// most searches ask for few.
final class HybridDecoder {
  private static final int MAX_WIDTH = 31;

  private final ByteCursor cursor = new ByteCursor();
  private byte[] bytes = new byte[0];

  /// For each run the ordinal behind it, and its value, or where it stands if it is packed.
  private int[] ends = new int[16];

  private int[] values = new int[16];
  private boolean[] arePacked = new boolean[16];

  private int runs;
  private int width;
  private int limit;
  private int current;
  private int currentStart;

  /// Finds the runs of so many values, which must all be below `most`.
  ///
  /// @param source with eight bytes of room behind `end`
  void read(byte[] source, int from, int end, int bits, int most, int count) throws IOException {
    if (bits > MAX_WIDTH) {
      throw new IOException("damaged: values of %d bits".formatted(bits));
    }
    bytes = source;
    width = bits;
    limit = most;
    runs = 0;
    current = 0;
    currentStart = 0;
    cursor.over(source, from, end);
    int done = 0;
    while (done < count) {
      int header = cursor.readCount(Integer.MAX_VALUE);
      long length = (header >>> 1) * ((header & 1) == 0 ? 1L : 8L);
      if (length < 1) {
        throw new IOException("damaged: an empty run");
      }
      done += (int) Math.min(length, count - done);
      if ((header & 1) == 0) {
        addRun(done, readValue((width + 7) >>> 3), false);
      } else {
        int start = cursor.at();
        cursor.skip((int) Math.min((long) (header >>> 1) * width, Integer.MAX_VALUE));
        addRun(done, start, true);
      }
    }
  }

  private int readValue(int length) throws IOException {
    int value = 0;
    for (int i = 0; i < length; i++) {
      value |= cursor.readByte() << (8 * i);
    }
    return value;
  }

  private void addRun(int end, int value, boolean isPacked) {
    if (runs == ends.length) {
      ends = Arrays.copyOf(ends, runs * 2);
      values = Arrays.copyOf(values, runs * 2);
      arePacked = Arrays.copyOf(arePacked, runs * 2);
    }
    ends[runs] = end;
    values[runs] = value;
    arePacked[runs++] = isPacked;
  }

  /// A value by its number; quick where the numbers ascend.
  ///
  /// @throws IndexOutOfBoundsException when the value is not below the limit, or there is none
  int get(int ordinal) {
    if (ordinal < currentStart) {
      current = 0;
      currentStart = 0;
    }
    while (ordinal >= ends[current]) {
      currentStart = ends[current++];
    }
    int value = values[current];
    if (arePacked[current]) {
      long bit = (long) (ordinal - currentStart) * width;
      long word = (long) ByteCursor.LONGS.get(bytes, value + (int) (bit >>> 3));
      value = (int) (word >>> (bit & 7) & (1L << width) - 1);
    }
    if (value < 0 || value >= limit) {
      throw new IndexOutOfBoundsException("damaged: %d is not below %d".formatted(value, limit));
    }
    return value;
  }

  /// Reads levels of one bit: the rows that have a value.
  ///
  /// @param source with eight bytes of room behind `end`
  /// @param present of so many rows, none of them in
  void readPresence(byte[] source, int from, int end, int rows, RowSet present) throws IOException {
    read(source, from, end, 1, 2, rows);
    int start = 0;
    for (int run = 0; run < runs; run++) {
      if (arePacked[run]) {
        addPacked(source, values[run], start, ends[run] - start, present);
      } else if (values[run] == 1) {
        present.addAll(start, ends[run]);
      } else if (values[run] != 0) {
        throw new IOException("damaged: a level of %d".formatted(values[run]));
      }
      start = ends[run];
    }
  }

  private static void addPacked(byte[] source, int start, int from, int count, RowSet present) {
    if ((from & 63) == 0) {
      for (int i = 0; i < count; i += 64) {
        long word = (long) ByteCursor.LONGS.get(source, start + (i >>> 3));
        int left = count - i;
        present.word((from + i) >>> 6, left >= 64 ? word : word & ((1L << left) - 1));
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      if ((source[start + (i >>> 3)] & 1 << (i & 7)) != 0) {
        present.add(from + i);
      }
    }
  }
}
