package dev.clew.store.parquet;

import java.util.Arrays;

/// Finds the distinct numbers of a column as long as they are few.
final class NumberDictionary {
  private static final int MOST = 1 << 10;
  private static final int SLOTS = MOST * 4;
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private final long[] distinct = new long[MOST];
  private final int[] slots = new int[SLOTS];
  private int size;

  /// Puts the index of each value into `indexes`; false if there are too many.
  boolean index(long[] values, int count, long[] indexes) {
    Arrays.fill(slots, 0);
    size = 0;
    int most = Math.min(MOST, Math.max(16, count / 4));
    for (int i = 0; i < count; i++) {
      if (i > 0 && values[i] == values[i - 1]) {
        indexes[i] = indexes[i - 1];
        continue;
      }
      int found = find(values[i]);
      if (found == most) {
        return false;
      }
      indexes[i] = found;
    }
    return true;
  }

  /// Index of a value, which is added when it is new and there is room.
  private int find(long value) {
    int slot = (int) ((value * PRIME) >>> 52);
    while (slots[slot] != 0) {
      if (distinct[slots[slot] - 1] == value) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (size < MOST) {
      distinct[size] = value;
      slots[slot] = ++size;
      return size - 1;
    }
    return MOST;
  }

  int size() {
    return size;
  }

  long get(int index) {
    return distinct[index];
  }
}
