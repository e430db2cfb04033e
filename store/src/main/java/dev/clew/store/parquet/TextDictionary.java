package dev.clew.store.parquet;

import dev.clew.model.Strings;
import java.util.Arrays;

/// Finds the distinct texts of a column, which come as ids of one dictionary of all columns.
final class TextDictionary {
  private Strings strings = new Strings(0);
  private int[] slots = new int[0];
  private int[] distinct = new int[1 << 8];
  private int size;

  /// Puts the index of each text, in the order of first appearance, into `indexes`.
  ///
  /// @param source what the ids refer to
  void index(Strings source, long[] ids, int count, long[] indexes) {
    strings = source;
    clear();
    for (int i = 0; i < count; i++) {
      int id = (int) ids[i];
      int slot = slots[id];
      if (slot == 0) {
        if (size == distinct.length) {
          distinct = Arrays.copyOf(distinct, size * 2);
        }
        distinct[size] = id;
        slot = ++size;
        slots[id] = slot;
      }
      indexes[i] = slot - 1L;
    }
  }

  private void clear() {
    for (int i = 0; i < size; i++) {
      slots[distinct[i]] = 0;
    }
    size = 0;
    if (slots.length < strings.size()) {
      slots = Arrays.copyOf(slots, Math.max(strings.size(), slots.length * 2));
    }
  }

  int size() {
    return size;
  }

  int id(int index) {
    return distinct[index];
  }

  /// Index of the text that stands first, bytes compared without sign; there must be one.
  int least() {
    int least = 0;
    for (int i = 1; i < size; i++) {
      if (compare(i, least) < 0) {
        least = i;
      }
    }
    return least;
  }

  /// Index of the text that stands last.
  int greatest() {
    int greatest = 0;
    for (int i = 1; i < size; i++) {
      if (compare(i, greatest) > 0) {
        greatest = i;
      }
    }
    return greatest;
  }

  private int compare(int left, int right) {
    int leftStart = strings.start(distinct[left]);
    int rightStart = strings.start(distinct[right]);
    return Arrays.compareUnsigned(
        strings.arena(),
        leftStart,
        leftStart + strings.length(distinct[left]),
        strings.arena(),
        rightStart,
        rightStart + strings.length(distinct[right]));
  }
}
