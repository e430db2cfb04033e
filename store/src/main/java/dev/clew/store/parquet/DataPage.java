package dev.clew.store.parquet;

import dev.clew.store.parquet.ParquetFile.Physical;
import java.io.IOException;

/// The values of some rows of a chunk that follow one another. A value is asked for by its number
/// among those that are there, its ordinal.
final class DataPage {
  private static final int PLAIN = 0;
  private static final int OLD_DICTIONARY = 2;
  private static final int DELTA = 5;
  private static final int DICTIONARY = 8;
  private static final int KEPT = 1 << 16;

  private final HybridDecoder levels = new HybridDecoder();
  private final HybridDecoder indexes = new HybridDecoder();
  private final DeltaDecoder delta = new DeltaDecoder();
  private final RowSet present = new RowSet();
  private int[] ranks = new int[0];
  private int[] starts = new int[0];
  private long[] numbers = new long[0];
  private byte[] bytes = new byte[0];
  private int end;
  private int at;
  private int rows;
  private int count;
  private boolean isFull;
  private Physical type = Physical.INT64;
  private Form form = Form.PLAIN;

  /// How the values stand.
  enum Form {
    PLAIN,
    DIFFERENCES,
    INDEXES
  }

  /// Reads a page.
  ///
  /// @param source with room behind `length`
  /// @param distinct values of the dictionary of the chunk
  void read(byte[] source, int length, int pageRows, int encoding, Physical column, int distinct)
      throws IOException {
    bytes = source;
    end = length;
    rows = pageRows;
    type = column;
    readLevels();
    switch (encoding) {
      case PLAIN -> readPlain();
      case DELTA -> readDifferences();
      case DICTIONARY, OLD_DICTIONARY -> readIndexes(distinct);
      default -> throw new IOException("damaged: encoding %d".formatted(encoding));
    }
  }

  private void readLevels() throws IOException {
    int length = end < Integer.BYTES ? -1 : (int) ByteCursor.INTS.get(bytes, 0);
    if (length < 0 || length > end - Integer.BYTES) {
      throw new IOException("damaged: levels of %d bytes".formatted(length));
    }
    at = Integer.BYTES + length;
    present.clear(rows);
    levels.readPresence(bytes, Integer.BYTES, at, rows, present);
    int words = (rows + 63) >>> 6;
    if (ranks.length < words) {
      ranks = new int[words];
    }
    count = 0;
    for (int word = 0; word < words; word++) {
      ranks[word] = count;
      count += Long.bitCount(present.word(word));
    }
    isFull = count == rows;
  }

  private void readPlain() throws IOException {
    form = Form.PLAIN;
    long needed =
        switch (type) {
          case BOOLEAN -> (count + 7L) >>> 3;
          case INT32 -> 4L * count;
          case INT64, DOUBLE -> 8L * count;
          case UUID -> 16L * count;
          case TEXT -> 0;
        };
    if (needed > end - at) {
      throw new IOException("damaged: %d bytes for %d values".formatted(end - at, count));
    }
    if (type == Physical.TEXT) {
      readStarts();
    }
  }

  private void readStarts() throws IOException {
    if ((long) count * Integer.BYTES > end - at) {
      throw new IOException("damaged: %d bytes for %d texts".formatted(end - at, count));
    }
    if (starts.length < count) {
      starts = new int[Math.max(count, 1 << 8)];
    }
    int position = at;
    for (int i = 0; i < count; i++) {
      int start = position + Integer.BYTES;
      int length = start > end ? -1 : (int) ByteCursor.INTS.get(bytes, position);
      if (length < 0 || length > end - start) {
        throw new IOException("damaged: a text of %d bytes".formatted(length));
      }
      starts[i] = start;
      position = start + length;
    }
  }

  private void readDifferences() throws IOException {
    form = Form.DIFFERENCES;
    if (type != Physical.INT64) {
      throw new IOException("damaged: differences of type " + type);
    }
    if (numbers.length < count) {
      numbers = new long[Math.max(count, 1 << 8)];
    }
    delta.decode(bytes, at, end, count, numbers);
  }

  private void readIndexes(int distinct) throws IOException {
    form = Form.INDEXES;
    if (at >= end) {
      throw new IOException("damaged: no indexes");
    }
    indexes.read(bytes, at + 1, end, bytes[at] & 0xFF, distinct, count);
  }

  int rows() {
    return rows;
  }

  Physical type() {
    return type;
  }

  /// Whether the values are whole numbers of 64 bits.
  boolean isLong() {
    return type == Physical.INT64;
  }

  /// Whether every row has a value.
  boolean isFull() {
    return isFull;
  }

  Form form() {
    return form;
  }

  boolean has(int row) {
    return isFull || present.has(row);
  }

  /// The ordinal of a row that has a value.
  int ordinal(int row) {
    return isFull
        ? row
        : ranks[row >>> 6] + Long.bitCount(present.word(row >>> 6) & ((1L << row) - 1));
  }

  /// Index of a value in the dictionary.
  int index(int ordinal) {
    return indexes.get(ordinal);
  }

  /// A number that does not stand in the dictionary; of an id its first half.
  long number(int ordinal) {
    if (form == Form.DIFFERENCES) {
      return numbers[ordinal];
    }
    return switch (type) {
      case INT64, DOUBLE -> plainLong(ordinal);
      case INT32 -> (int) ByteCursor.INTS.get(bytes, at + 4 * ordinal);
      case BOOLEAN -> bytes[at + (ordinal >>> 3)] >>> (ordinal & 7) & 1;
      case UUID -> Long.reverseBytes((long) ByteCursor.LONGS.get(bytes, at + 16 * ordinal));
      case TEXT -> throw new IllegalStateException("a text is no number");
    };
  }

  private long plainLong(int ordinal) {
    return (long) ByteCursor.LONGS.get(bytes, at + 8 * ordinal);
  }

  /// The other half of an id.
  long low(int ordinal) {
    return Long.reverseBytes((long) ByteCursor.LONGS.get(bytes, at + 16 * ordinal + 8));
  }

  byte[] bytes() {
    return bytes;
  }

  /// Where the first value stands.
  int valuesStart() {
    return at;
  }

  int valuesEnd() {
    return end;
  }

  int textStart(int ordinal) {
    return starts[ordinal];
  }

  int textLength(int ordinal) {
    return (int) ByteCursor.INTS.get(bytes, starts[ordinal] - Integer.BYTES);
  }

  /// Which of the rows 64 times `word` and following have a plain number in a range; the page is
  /// full and of 64-bit numbers.
  long within(int word, long least, long greatest) {
    long found = 0;
    int from = word << 6;
    int to = Math.min(rows, from + 64);
    for (int row = from; row < to; row++) {
      long value = plainLong(row);
      if (value >= least && value <= greatest) {
        found |= 1L << row;
      }
    }
    return found;
  }

  void trim() {
    bytes = new byte[0];
    if (starts.length > KEPT) {
      starts = new int[0];
    }
    if (numbers.length > KEPT) {
      numbers = new long[0];
    }
  }
}
