package dev.clew.ingest.log;

import java.util.Arrays;

/// The offsets of the newest so many entries by fingerprint. Adding one beyond the capacity forgets
/// the oldest. Bounded by number and not by age, so that no clock can make it forget.
///
/// A ring of entries in order of arrival, and an open-addressing table of places in the ring.
/// Removal moves later entries of the probe sequence up, so that no tombstones gather. Not safe for
/// use by several threads.
final class RecentEntries {
  private static final int FREE = -1;

  private final long[] highs;
  private final long[] lows;
  private final long[] offsets;
  private final int[] table;
  private int size;
  private int next;

  /// @param capacity 0 remembers nothing
  RecentEntries(int capacity) {
    highs = new long[capacity];
    lows = new long[capacity];
    offsets = new long[capacity];
    table = new int[Math.max(2, Integer.highestOneBit(Math.max(1, capacity)) << 2)];
    Arrays.fill(table, FREE);
  }

  /// The offset of the entry with this fingerprint, or -1.
  long find(Fingerprint fingerprint) {
    int place = table[slotOf(fingerprint)];
    return place == FREE ? -1 : offsets[place];
  }

  /// Remembers an entry, unless it has no fingerprint or one already known.
  void add(Fingerprint fingerprint, long offset) {
    if (offsets.length == 0 || !fingerprint.isPresent() || find(fingerprint) >= 0) {
      return;
    }
    if (size == offsets.length) {
      remove(slotOf(at(next)));
    } else {
      size++;
    }
    highs[next] = fingerprint.high();
    lows[next] = fingerprint.low();
    offsets[next] = offset;
    table[slotOf(fingerprint)] = next;
    next = next + 1 == offsets.length ? 0 : next + 1;
  }

  private Fingerprint at(int place) {
    return new Fingerprint(highs[place], lows[place]);
  }

  /// Where the fingerprint stands in the table, or the free slot where it would.
  private int slotOf(Fingerprint fingerprint) {
    int slot = home(fingerprint.low());
    while (table[slot] != FREE && !stands(table[slot], fingerprint)) {
      slot = slot + 1 & table.length - 1;
    }
    return slot;
  }

  private boolean stands(int place, Fingerprint fingerprint) {
    return lows[place] == fingerprint.low() && highs[place] == fingerprint.high();
  }

  private int home(long low) {
    return (int) (low ^ low >>> 32) & table.length - 1;
  }

  private void remove(int removed) {
    int hole = removed;
    int slot = removed + 1 & table.length - 1;
    while (table[slot] != FREE) {
      int distance = slot - home(lows[table[slot]]) & table.length - 1;
      if (distance >= (slot - hole & table.length - 1)) {
        table[hole] = table[slot];
        hole = slot;
      }
      slot = slot + 1 & table.length - 1;
    }
    table[hole] = FREE;
  }
}
