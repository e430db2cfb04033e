package dev.clew.store.parquet;

import java.util.Arrays;

/// The values of one column in one row group, given by ascending row. Rows left out are null.
public final class Values {
  private int[] rows = new int[1 << 10];
  private long[] numbers = new long[1 << 10];
  private long[] lows = new long[0];
  private final ByteSink text = new ByteSink();
  private int count;

  Values clear() {
    count = 0;
    text.clear();
    return this;
  }

  /// Adds a number, the bits of a double, 0 or 1 for a boolean, or the id of a text.
  public void add(int row, long value) {
    room();
    rows[count] = row;
    numbers[count++] = value;
  }

  /// Adds what 16 bytes hold.
  public void addId(int row, long high, long low) {
    room();
    if (lows.length < rows.length) {
      lows = Arrays.copyOf(lows, rows.length);
    }
    rows[count] = row;
    lows[count] = low;
    numbers[count++] = high;
  }

  /// Adds a long text, which is copied.
  public void addText(int row, byte[] source, int start, int length) {
    text.putBytes(source, start, length);
    add(row, text.size());
  }

  int count() {
    return count;
  }

  int[] rows() {
    return rows;
  }

  long[] numbers() {
    return numbers;
  }

  long[] lows() {
    return lows;
  }

  byte[] text() {
    return text.bytes();
  }

  /// Where a long text begins; it ends at its number.
  int textStart(int index) {
    return index == 0 ? 0 : (int) numbers[index - 1];
  }

  private void room() {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, count * 2);
      numbers = Arrays.copyOf(numbers, count * 2);
    }
  }
}
