package dev.clew.pipeline.tailsampling;

import java.util.Arrays;

/// Slots by the tick at which they are due: a hashed wheel of doubly linked lists, so that a slot
/// can be moved at any time.
final class TickWheel {
  private static final int NONE = -1;

  private final int[] heads;
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private long[] ticks = new long[0];

  /// @param ticks how far ahead slots are mostly scheduled
  TickWheel(long ticks) {
    int size = (int) Math.min(1 << 16, Long.highestOneBit(Math.max(64, ticks) * 2));
    heads = new int[size];
    Arrays.fill(heads, NONE);
  }

  void ensureCapacity(int slots) {
    next = Arrays.copyOf(next, slots);
    previous = Arrays.copyOf(previous, slots);
    ticks = Arrays.copyOf(ticks, slots);
  }

  void schedule(int slot, long tick) {
    int bucket = bucket(tick);
    ticks[slot] = tick;
    previous[slot] = NONE;
    next[slot] = heads[bucket];
    if (heads[bucket] != NONE) {
      previous[heads[bucket]] = slot;
    }
    heads[bucket] = slot;
  }

  void cancel(int slot) {
    if (previous[slot] == NONE) {
      heads[bucket(ticks[slot])] = next[slot];
    } else {
      next[previous[slot]] = next[slot];
    }
    if (next[slot] != NONE) {
      previous[next[slot]] = previous[slot];
    }
  }

  void reschedule(int slot, long tick) {
    cancel(slot);
    schedule(slot, tick);
  }

  long tick(int slot) {
    return ticks[slot];
  }

  /// Takes out the slots that are due at a tick, in no certain order.
  int[] take(long tick) {
    int count = 0;
    for (int slot = heads[bucket(tick)]; slot != NONE; slot = next[slot]) {
      count += ticks[slot] == tick ? 1 : 0;
    }
    int[] due = new int[count];
    int at = 0;
    for (int slot = heads[bucket(tick)]; slot != NONE; slot = next[slot]) {
      if (ticks[slot] == tick) {
        due[at++] = slot;
      }
    }
    for (int slot : due) {
      cancel(slot);
    }
    return due;
  }

  private int bucket(long tick) {
    return (int) tick & heads.length - 1;
  }

  long bytes() {
    return 16L * next.length + 4L * heads.length;
  }
}
