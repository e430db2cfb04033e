package dev.clew.store.parquet;

import java.io.IOException;

/// Reads Parquet's hybrid of runs and bit-packed groups of eight, as [HybridEncoder] writes it.
final class HybridDecoder {
  private static final int MAX_WIDTH = 31;

  private final ByteCursor cursor = new ByteCursor();

  /// Reads so many values, which must all be below `limit`.
  ///
  /// @param bytes with eight bytes of room behind `end`
  /// @return where the next byte stands
  int decode(byte[] bytes, int from, int end, int width, int limit, int count, int[] values)
      throws IOException {
    if (width > MAX_WIDTH) {
      throw new IOException("damaged: values of %d bits".formatted(width));
    }
    cursor.over(bytes, from, end);
    int done = 0;
    while (done < count) {
      long header = cursor.readVarint();
      long length = (header >>> 1) * ((header & 1) == 0 ? 1 : 8);
      if (length < 1 || header < 0 || header >>> 1 > Integer.MAX_VALUE) {
        throw new IOException("damaged: a run of %d".formatted(length));
      }
      int taken = (int) Math.min(length, count - done);
      if ((header & 1) == 0) {
        fill(values, done, taken, readRun((width + 7) >>> 3), limit);
      } else {
        long packed = (header >>> 1) * width;
        cursor.need((int) Math.min(packed, Integer.MAX_VALUE));
        unpack(bytes, cursor.at(), width, values, done, taken);
        check(values, done, done + taken, limit);
        cursor.skip((int) packed);
      }
      done += taken;
    }
    return cursor.at();
  }

  private int readRun(int bytes) throws IOException {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= cursor.readByte() << (8 * i);
    }
    return value;
  }

  private static void fill(int[] values, int from, int count, int value, int limit)
      throws IOException {
    if (value < 0 || value >= limit) {
      throw new IOException("damaged: %d is not below %d".formatted(value, limit));
    }
    for (int i = from; i < from + count; i++) {
      values[i] = value;
    }
  }

  private static void unpack(
      byte[] bytes, int start, int width, int[] values, int from, int count) {
    long mask = (1L << width) - 1;
    long bit = 0;
    for (int i = from; i < from + count; i++) {
      long word = (long) ByteCursor.LONGS.get(bytes, start + (int) (bit >>> 3));
      values[i] = (int) (word >>> (bit & 7) & mask);
      bit += width;
    }
  }

  private static void check(int[] values, int from, int to, int limit) throws IOException {
    int greatest = 0;
    for (int i = from; i < to; i++) {
      greatest = Math.max(greatest, values[i]);
    }
    if (greatest >= limit) {
      throw new IOException("damaged: %d is not below %d".formatted(greatest, limit));
    }
  }

  /// Reads levels of one bit: the rows that have a value.
  ///
  /// @param present of so many rows, none of them in
  void decodePresence(byte[] bytes, int from, int end, int rows, RowSet present)
      throws IOException {
    cursor.over(bytes, from, end);
    int done = 0;
    while (done < rows) {
      long header = cursor.readVarint();
      long length = (header >>> 1) * ((header & 1) == 0 ? 1 : 8);
      if (length < 1 || header < 0 || header >>> 1 > Integer.MAX_VALUE) {
        throw new IOException("damaged: a run of %d".formatted(length));
      }
      int taken = (int) Math.min(length, rows - done);
      if ((header & 1) == 0) {
        int level = cursor.readByte();
        if (level > 1) {
          throw new IOException("damaged: a level of %d".formatted(level));
        }
        if (level == 1) {
          present.addAll(done, done + taken);
        }
      } else {
        int packed = (taken + 7) >>> 3;
        cursor.need(packed);
        addPacked(bytes, cursor.at(), done, taken, present);
        cursor.skip((int) Math.min(header >>> 1, cursor.remaining()));
      }
      done += taken;
    }
  }

  private static void addPacked(byte[] bytes, int start, int from, int count, RowSet present) {
    if ((from & 63) == 0) {
      for (int i = 0; i < count; i += 64) {
        long word = (long) ByteCursor.LONGS.get(bytes, start + (i >>> 3));
        int left = count - i;
        present.word((from + i) >>> 6, left >= 64 ? word : word & ((1L << left) - 1));
      }
      return;
    }
    for (int i = 0; i < count; i++) {
      if ((bytes[start + (i >>> 3)] & 1 << (i & 7)) != 0) {
        present.add(from + i);
      }
    }
  }
}
