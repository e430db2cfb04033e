package dev.clew.store.parquet;

import dev.clew.store.parquet.ParquetFile.Physical;
import java.io.IOException;

/// The distinct values of a chunk.
final class DictionaryPage {
  private static final int KEPT = 1 << 16;

  private byte[] bytes = new byte[0];
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private long[] numbers = new long[0];
  private int size;

  /// Forgets the values of the chunk before.
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /// Reads a page of so many values.
  void read(byte[] source, int length, int values, Physical type) throws IOException {
    size = 0;
    bytes = source;
    int least =
        switch (type) {
          case TEXT, INT32 -> Integer.BYTES;
          case INT64 -> Long.BYTES;
          case BOOLEAN, DOUBLE, UUID ->
              throw new IOException("damaged: distinct values of type " + type);
        };
    if (values > length / least) {
      throw new IOException("damaged: %d values in %d bytes".formatted(values, length));
    }
    if (type == Physical.TEXT) {
      readTexts(length, values);
    } else {
      readNumbers(values, type);
    }
    size = values;
  }

  private void readTexts(int length, int values) throws IOException {
    if (starts.length < values) {
      starts = new int[Math.max(values, 1 << 8)];
      ends = new int[starts.length];
    }
    int at = 0;
    for (int i = 0; i < values; i++) {
      int start = at + Integer.BYTES;
      int textLength = start > length ? -1 : (int) ByteCursor.INTS.get(bytes, at);
      if (textLength < 0 || textLength > length - start) {
        throw new IOException("damaged: a text of %d bytes".formatted(textLength));
      }
      starts[i] = start;
      at = start + textLength;
      ends[i] = at;
    }
  }

  private void readNumbers(int values, Physical type) {
    if (numbers.length < values) {
      numbers = new long[Math.max(values, 1 << 8)];
    }
    for (int i = 0; i < values; i++) {
      numbers[i] =
          type == Physical.INT32
              ? (int) ByteCursor.INTS.get(bytes, i * Integer.BYTES)
              : (long) ByteCursor.LONGS.get(bytes, i * Long.BYTES);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  long number(int index) {
    return numbers[index];
  }

  void trim() {
    bytes = new byte[0];
    size = 0;
    if (starts.length > KEPT) {
      starts = new int[0];
      ends = new int[0];
    }
    if (numbers.length > KEPT) {
      numbers = new long[0];
    }
  }
}
