package dev.clew.pipeline.series;

import java.util.Arrays;

/// The keys of series, each a group and a reference for each label, and when each was born and seen
/// last. A series is named by its *slot*; slots are dense, in order of birth.
///
/// Keys lie one behind the other in an array; an open-addressing table leads from a key's hash to
/// its slot.
final class SeriesTable {
  /// Stands for each label of the series that counts what found no room.
  static final int OVERFLOW = -2;

  private final int width;
  private int[] keys;
  private long[] births;
  private long[] starts;
  private long[] seen;
  private int[] table = new int[64];
  private int size;

  /// @param labels of each key
  SeriesTable(int labels) {
    width = labels + 1;
    keys = new int[16 * width];
    births = new long[16];
    starts = new long[16];
    seen = new long[16];
  }

  int size() {
    return size;
  }

  int labels() {
    return width - 1;
  }

  int capacity() {
    return births.length;
  }

  long bytes() {
    return 4L * (keys.length + table.length) + 24L * births.length;
  }

  /// Most that one more series may cost, arrays that double included.
  long bytesOfSeries() {
    return 2 * (4L * width + 24) + 16;
  }

  int group(int slot) {
    return keys[slot * width];
  }

  /// Reference of a label's value, or [#OVERFLOW].
  int value(int slot, int label) {
    return keys[slot * width + 1 + label];
  }

  void value(int slot, int label, int reference) {
    keys[slot * width + 1 + label] = reference;
  }

  void group(int slot, int group) {
    keys[slot * width] = group;
  }

  boolean isOverflow(int slot) {
    return width > 1 && keys[slot * width + 1] == OVERFLOW;
  }

  /// Instant of the arrival that made the series.
  long birth(int slot) {
    return births[slot];
  }

  /// Begin of the interval that the values count over.
  long start(int slot) {
    return starts[slot];
  }

  void start(int slot, long instant) {
    starts[slot] = instant;
  }

  long seen(int slot) {
    return seen[slot];
  }

  void seen(int slot, long instant) {
    seen[slot] = instant;
  }

  /// Slot of a key, whose first element is the group; -1 if there is none.
  int find(int[] key) {
    int mask = table.length - 1;
    int at = hash(key, 0) & mask;
    for (int slot = table[at]; slot != 0; at = (at + 1) & mask, slot = table[at]) {
      int from = (slot - 1) * width;
      if (Arrays.equals(keys, from, from + width, key, 0, width)) {
        return slot - 1;
      }
    }
    return -1;
  }

  /// Adds a key that is not here; returns its slot.
  int add(int[] key, long birth, long start, long lastSeen) {
    if (size == births.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      births = Arrays.copyOf(births, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      seen = Arrays.copyOf(seen, 2 * size);
    }
    System.arraycopy(key, 0, keys, size * width, width);
    births[size] = birth;
    starts[size] = start;
    seen[size] = lastSeen;
    size++;
    if (2 * size > table.length) {
      table = new int[2 * table.length];
      index();
    } else {
      index(size - 1);
    }
    return size - 1;
  }

  /// Moves a series to a free slot below; to be followed by [#cut].
  void move(int from, int to) {
    System.arraycopy(keys, from * width, keys, to * width, width);
    births[to] = births[from];
    starts[to] = starts[from];
    seen[to] = seen[from];
  }

  /// Forgets all slots from `newSize` on, gives back memory if much is free, and finds keys anew,
  /// which may have been changed.
  void cut(int newSize) {
    size = newSize;
    int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, size)) << 1);
    if (4 * capacity <= births.length) {
      keys = Arrays.copyOf(keys, capacity * width);
      births = Arrays.copyOf(births, capacity);
      starts = Arrays.copyOf(starts, capacity);
      seen = Arrays.copyOf(seen, capacity);
      table = new int[4 * capacity];
    } else {
      Arrays.fill(table, 0);
    }
    index();
  }

  private void index() {
    for (int slot = 0; slot < size; slot++) {
      index(slot);
    }
  }

  private void index(int slot) {
    int mask = table.length - 1;
    int at = hash(keys, slot * width) & mask;
    while (table[at] != 0) {
      at = (at + 1) & mask;
    }
    table[at] = slot + 1;
  }

  private int hash(int[] source, int from) {
    long hash = 0;
    for (int i = from; i < from + width; i++) {
      hash = (hash ^ source[i]) * 0x9E37_79B9_7F4A_7C15L;
      hash ^= hash >>> 32;
    }
    return (int) (hash ^ (hash >>> 29));
  }
}
