package dev.clew.store.parquet;

import java.io.IOException;

/// Reads Parquet's `DELTA_BINARY_PACKED`, as [DeltaEncoder] writes it.
final class DeltaDecoder {
  private static final int BLOCK = 128;
  private static final int PARTS = 4;
  private static final int PART = BLOCK / PARTS;

  private final ByteCursor cursor = new ByteCursor();
  private final int[] widths = new int[PARTS];

  /// Reads so many values.
  ///
  /// @param bytes with sixteen bytes of room behind `end`
  void decode(byte[] bytes, int from, int end, int count, long[] values) throws IOException {
    cursor.over(bytes, from, end);
    if (cursor.readVarint() != BLOCK
        || cursor.readVarint() != PARTS
        || cursor.readVarint() != count) {
      throw new IOException("damaged: differences of another shape");
    }
    long value = cursor.readZigzag();
    if (count > 0) {
      values[0] = value;
    }
    for (int at = 1; at < count; at += BLOCK) {
      value = readBlock(bytes, values, at, Math.min(BLOCK, count - at), value);
    }
  }

  private long readBlock(byte[] bytes, long[] values, int at, int count, long before)
      throws IOException {
    long least = cursor.readZigzag();
    for (int part = 0; part < PARTS; part++) {
      widths[part] = cursor.readByte();
    }
    long value = before;
    for (int part = 0; part * PART < count; part++) {
      int width = widths[part];
      if (width > Long.SIZE) {
        throw new IOException("damaged: differences of %d bits".formatted(width));
      }
      cursor.need(PART * width / 8);
      int first = at + part * PART;
      int end = Math.min(first + PART, at + count);
      long bit = 8L * cursor.at();
      for (int i = first; i < end; i++) {
        value += least + packed(bytes, bit, width);
        values[i] = value;
        bit += width;
      }
      cursor.skip(PART * width / 8);
    }
    return value;
  }

  private static long packed(byte[] bytes, long bit, int width) {
    if (width == 0) {
      return 0;
    }
    int at = (int) (bit >>> 3);
    int shift = (int) (bit & 7);
    long word = (long) ByteCursor.LONGS.get(bytes, at) >>> shift;
    if (shift + width > Long.SIZE) {
      word |= (long) ByteCursor.LONGS.get(bytes, at + Long.BYTES) << (Long.SIZE - shift);
    }
    return width == Long.SIZE ? word : word & ((1L << width) - 1);
  }
}
