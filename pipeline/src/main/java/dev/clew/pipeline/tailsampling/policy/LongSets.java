package dev.clew.pipeline.tailsampling.policy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A bounded set of hashes that forgets those that were not met for longest.
///
/// Two generations: what is met is entered into the younger one; when that is full it becomes the
/// older one, and the older one is forgotten. So at least half of the bound is remembered.
final class LongSets {
  private final int half;
  private Generation young;
  private Generation old;

  /// @param max hashes to remember, at least 2
  LongSets(int max) {
    half = Math.max(1, max / 2);
    young = new Generation(half);
    old = new Generation(half);
  }

  /// Enters a hash; tells whether it was there.
  boolean meet(long hash) {
    if (young.contains(hash)) {
      return true;
    }
    boolean isKnown = old.contains(hash);
    if (young.size == half) {
      old = young;
      young = new Generation(half);
    }
    young.add(hash);
    return isKnown;
  }

  long bytes() {
    return 8L * (young.slots.length + old.slots.length);
  }

  void save(DataOutput out) throws IOException {
    old.save(out);
    young.save(out);
  }

  void restore(DataInput in) throws IOException {
    old = Generation.restored(in, half);
    young = Generation.restored(in, half);
  }

  /// An open-addressing table; 0 stands for a free slot, so the hash 0 is taken for 1.
  private static final class Generation {
    private final int max;
    private long[] slots = new long[16];
    private int size;

    private Generation(int max) {
      this.max = max;
    }

    boolean contains(long hash) {
      return slots[slot(hash)] != 0;
    }

    void add(long hash) {
      slots[slot(hash)] = real(hash);
      size++;
      if (size * 2 > slots.length) {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long known : before) {
          if (known != 0) {
            slots[slot(known)] = known;
          }
        }
      }
    }

    private int slot(long hash) {
      long wanted = real(hash);
      int mask = slots.length - 1;
      int slot = (int) (wanted ^ wanted >>> 32) & mask;
      while (slots[slot] != 0 && slots[slot] != wanted) {
        slot = (slot + 1) & mask;
      }
      return slot;
    }

    private static long real(long hash) {
      return hash == 0 ? 1 : hash;
    }

    void save(DataOutput out) throws IOException {
      out.writeInt(size);
      for (long hash : slots) {
        if (hash != 0) {
          out.writeLong(hash);
        }
      }
    }

    static Generation restored(DataInput in, int max) throws IOException {
      Generation generation = new Generation(max);
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        long hash = in.readLong();
        if (generation.size < generation.max) {
          generation.add(hash);
        }
      }
      return generation;
    }
  }
}
