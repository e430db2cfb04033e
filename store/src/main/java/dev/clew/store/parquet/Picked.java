package dev.clew.store.parquet;

import java.util.Arrays;

/// Values of one column that were picked out of a row group, one for each row that was asked for,
/// in their order.
public final class Picked {
  private long[] numbers = new long[16];
  private long[] lows = new long[0];
  private boolean[] isPresent = new boolean[16];
  private final ByteSink text = new ByteSink();
  private int size;

  Picked clear() {
    size = 0;
    text.clear();
    return this;
  }

  public int size() {
    return size;
  }

  public boolean isPresent(int index) {
    return isPresent[index];
  }

  /// A number, the bits of a double, 0 or 1 for a boolean, the id of a text, or the first half of
  /// an id; 0 where there is no value.
  public long number(int index) {
    return numbers[index];
  }

  /// The other half of an id.
  public long low(int index) {
    return lows[index];
  }

  /// The bytes of all texts, which were not asked for as ids.
  public byte[] text() {
    return text.bytes();
  }

  public int textStart(int index) {
    return index == 0 ? 0 : (int) numbers[index - 1];
  }

  public int textEnd(int index) {
    return (int) numbers[index];
  }

  void add(long value) {
    room();
    isPresent[size] = true;
    numbers[size++] = value;
  }

  void addId(long high, long low) {
    room();
    if (lows.length < numbers.length) {
      lows = Arrays.copyOf(lows, numbers.length);
    }
    lows[size] = low;
    add(high);
  }

  void addText(byte[] source, int start, int length) {
    text.putBytes(source, start, length);
    add(text.size());
  }

  /// Adds rows without a value.
  ///
  /// @param areTexts whether texts are kept as bytes
  void addAbsent(int rows, boolean areTexts) {
    for (int i = 0; i < rows; i++) {
      room();
      isPresent[size] = false;
      numbers[size++] = areTexts ? text.size() : 0;
    }
    if (lows.length > 0 && lows.length < numbers.length) {
      lows = Arrays.copyOf(lows, numbers.length);
    }
  }

  private void room() {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size * 2);
      isPresent = Arrays.copyOf(isPresent, size * 2);
    }
  }
}
