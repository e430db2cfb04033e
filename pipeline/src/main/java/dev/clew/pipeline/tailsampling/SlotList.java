package dev.clew.pipeline.tailsampling;

import java.util.Arrays;

/// Slots in the order they were added; any can be taken out.
final class SlotList {
  static final int NONE = -1;

  private int[] next = new int[0];
  private int[] previous = new int[0];
  private int first = NONE;
  private int last = NONE;
  private int size;

  void ensureCapacity(int slots) {
    next = Arrays.copyOf(next, slots);
    previous = Arrays.copyOf(previous, slots);
  }

  void add(int slot) {
    previous[slot] = last;
    next[slot] = NONE;
    if (last == NONE) {
      first = slot;
    } else {
      next[last] = slot;
    }
    last = slot;
    size++;
  }

  void remove(int slot) {
    if (previous[slot] == NONE) {
      first = next[slot];
    } else {
      next[previous[slot]] = next[slot];
    }
    if (next[slot] == NONE) {
      last = previous[slot];
    } else {
      previous[next[slot]] = previous[slot];
    }
    size--;
  }

  /// The slot added first; [#NONE] if there is none.
  int first() {
    return first;
  }

  int next(int slot) {
    return next[slot];
  }

  int size() {
    return size;
  }

  long bytes() {
    return 8L * next.length;
  }
}
