package dev.clew.store.segment;

import dev.clew.model.ValueType;

/// Counts distinct (key, type, value) triples of one chunk in an open-addressing table.
final class PairCounts {
  private int[] keys;
  private byte[] types;
  private long[] values;
  private int[] counts;
  private int size;

  PairCounts(int expectedEntries) {
    int capacity = Integer.highestOneBit(Math.clamp(expectedEntries, 16, 1 << 16)) << 1;
    keys = new int[capacity];
    types = new byte[capacity];
    values = new long[capacity];
    counts = new int[capacity];
  }

  void add(int key, ValueType type, long value) {
    add(key, type.code(), value, 1);
    if (size * 2 > counts.length) {
      grow();
    }
  }

  /// Receives each distinct triple once.
  interface Visitor {
    void visit(int key, ValueType type, long value, int count);
  }

  void forEach(Visitor visitor) {
    for (int slot = 0; slot < counts.length; slot++) {
      if (counts[slot] > 0) {
        visitor.visit(keys[slot], ValueType.of(types[slot]), values[slot], counts[slot]);
      }
    }
  }

  private void add(int key, byte type, long value, int count) {
    int mask = counts.length - 1;
    long hash = (value * 0x9E37_79B9_7F4A_7C15L ^ key) * 0xD6E8_FEB8_6659_FD93L;
    int slot = (int) (hash >>> 32) & mask;
    while (counts[slot] != 0) {
      if (keys[slot] == key && values[slot] == value && types[slot] == type) {
        counts[slot] += count;
        return;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    types[slot] = type;
    values[slot] = value;
    counts[slot] = count;
    size++;
  }

  private void grow() {
    int[] oldKeys = keys;
    byte[] oldTypes = types;
    long[] oldValues = values;
    int[] oldCounts = counts;
    int capacity = counts.length * 2;
    keys = new int[capacity];
    types = new byte[capacity];
    values = new long[capacity];
    counts = new int[capacity];
    size = 0;
    for (int slot = 0; slot < oldCounts.length; slot++) {
      if (oldCounts[slot] > 0) {
        add(oldKeys[slot], oldTypes[slot], oldValues[slot], oldCounts[slot]);
      }
    }
  }
}
