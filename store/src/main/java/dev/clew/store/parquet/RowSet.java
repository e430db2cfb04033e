package dev.clew.store.parquet;

import java.util.Arrays;

/// Rows of one row group, a bit each.
public final class RowSet {
  private long[] words = new long[0];
  private int size;

  /// All of so many rows.
  public RowSet fill(int rows) {
    room(rows);
    Arrays.fill(words, 0, words(), -1L);
    if ((rows & 63) != 0) {
      words[words() - 1] = -1L >>> -rows;
    }
    return this;
  }

  /// None of so many rows.
  public RowSet clear(int rows) {
    room(rows);
    Arrays.fill(words, 0, words(), 0);
    return this;
  }

  private void room(int rows) {
    size = rows;
    if (words.length < words()) {
      words = new long[words()];
    }
  }

  private int words() {
    return (size + 63) >>> 6;
  }

  /// Becomes the same as another.
  public void copy(RowSet other) {
    room(other.size);
    System.arraycopy(other.words, 0, words, 0, words());
  }

  /// Takes the rows of another of the same size in.
  public void add(RowSet other) {
    for (int i = 0; i < words(); i++) {
      words[i] |= other.words[i];
    }
  }

  public boolean isEmpty() {
    for (int i = 0; i < words(); i++) {
      if (words[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /// How many rows are in.
  public int count() {
    int count = 0;
    for (int i = 0; i < words(); i++) {
      count += Long.bitCount(words[i]);
    }
    return count;
  }

  /// The first row at or behind this one that is in; [#size] if there is none.
  public int next(int from) {
    if (from >= size) {
      return size;
    }
    int at = from >>> 6;
    long word = words[at] & (-1L << from);
    while (word == 0) {
      if (++at == words()) {
        return size;
      }
      word = words[at];
    }
    return (at << 6) + Long.numberOfTrailingZeros(word);
  }

  /// How many rows there are, in or out.
  public int size() {
    return size;
  }

  boolean has(int row) {
    return (words[row >>> 6] & 1L << row) != 0;
  }

  void add(int row) {
    words[row >>> 6] |= 1L << row;
  }

  /// Takes a row out.
  public void remove(int row) {
    words[row >>> 6] &= ~(1L << row);
  }

  /// Takes the rows from `from` (in) to `to` (out) in.
  public void addAll(int from, int to) {
    for (int row = from; row < to; row++) {
      if ((row & 63) == 0 && row + 64 <= to) {
        words[row >>> 6] = -1L;
        row += 63;
      } else {
        add(row);
      }
    }
  }

  /// Takes the rows from `from` (in) to `to` (out) out.
  void removeAll(int from, int to) {
    for (int row = from; row < to; row++) {
      if ((row & 63) == 0 && row + 64 <= to) {
        words[row >>> 6] = 0;
        row += 63;
      } else {
        remove(row);
      }
    }
  }

  /// The rows 64 times `index` and following.
  long word(int index) {
    return words[index];
  }

  /// Keeps of the rows 64 times `index` and following those of the mask.
  void keep(int index, long mask) {
    words[index] &= mask;
  }

  /// Replaces the rows 64 times `index` and following, of which none may lie behind the end.
  void word(int index, long value) {
    words[index] = value;
  }
}
