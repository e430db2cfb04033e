package dev.clew.pipeline.tailsampling.index;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// The decisions that are not in a file yet: an open-addressing table of three longs for each.
final class RecentDecisions {
  private static final int ENTRY = 24;

  /// Differs in each process, so that a sender cannot choose ids that collide; nothing that is put
  /// out depends on it.
  private final long seed = ThreadLocalRandom.current().nextLong();

  private long[] slots = new long[3 * 1_024];
  private int size;
  private long oldestSeconds = Long.MAX_VALUE;
  private long newestSeconds;

  int size() {
    return size;
  }

  long oldestSeconds() {
    return oldestSeconds;
  }

  long newestSeconds() {
    return newestSeconds;
  }

  long bytes() {
    return 8L * slots.length;
  }

  long find(long high, long low) {
    return slots[slot(high, low) + 2];
  }

  /// Adds a decision; one for the same trace is replaced.
  void add(long high, long low, long entry) {
    int slot = slot(high, low);
    if (slots[slot + 2] == Entry.NONE) {
      size++;
    }
    slots[slot] = high;
    slots[slot + 1] = low;
    slots[slot + 2] = entry;
    oldestSeconds = Math.min(oldestSeconds, Entry.seconds(entry));
    newestSeconds = Math.max(newestSeconds, Entry.seconds(entry));
    if (size * 4L > slots.length) {
      grow();
    }
  }

  void clear() {
    slots = new long[3 * 1_024];
    size = 0;
    oldestSeconds = Long.MAX_VALUE;
    newestSeconds = 0;
  }

  /// Load stays below three quarters.
  private void grow() {
    long[] before = slots;
    slots = new long[before.length * 2];
    for (int at = 0; at < before.length; at += 3) {
      if (before[at + 2] != Entry.NONE) {
        System.arraycopy(before, at, slots, slot(before[at], before[at + 1]), 3);
      }
    }
  }

  private int slot(long high, long low) {
    int entries = slots.length / 3;
    int at = (int) (IdHash.of(high ^ seed, low) & entries - 1);
    while (true) {
      int slot = at * 3;
      if (slots[slot + 2] == Entry.NONE || (slots[slot] == high && slots[slot + 1] == low)) {
        return slot;
      }
      at = at + 1 & entries - 1;
    }
  }

  /// All decisions as bytes, ordered by [IdHash#compare].
  ByteBuffer sorted() {
    long[] keys = new long[size];
    int count = 0;
    for (int at = 0; at < slots.length; at += 3) {
      if (slots[at + 2] != Entry.NONE) {
        long hash = IdHash.of(slots[at], slots[at + 1]);
        keys[count++] = ((hash ^ Long.MIN_VALUE) & ~0xFF_FFFFL) | (at / 3);
      }
    }
    Arrays.sort(keys);
    int[] order = new int[size];
    for (int i = 0; i < count; i++) {
      order[i] = (int) (keys[i] & 0xFF_FFFFL) * 3;
    }
    orderTies(keys, order);
    ByteBuffer bytes = ByteBuffer.allocate(size * ENTRY);
    for (int at : order) {
      bytes.putLong(slots[at]).putLong(slots[at + 1]).putLong(slots[at + 2]);
    }
    return bytes.flip();
  }

  /// Puts entries whose keys tell nothing of their order into theirs.
  private void orderTies(long[] keys, int[] order) {
    for (int from = 0; from < order.length; ) {
      int to = from + 1;
      while (to < order.length && keys[to] >>> 24 == keys[from] >>> 24) {
        to++;
      }
      if (to - from > 1) {
        int[] run = Arrays.copyOfRange(order, from, to);
        int[] sorted =
            Arrays.stream(run).boxed().sorted(this::compare).mapToInt(at -> at).toArray();
        System.arraycopy(sorted, 0, order, from, sorted.length);
      }
      from = to;
    }
  }

  private int compare(int a, int b) {
    return IdHash.compare(slots[a], slots[a + 1], slots[b], slots[b + 1]);
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(size);
    ByteBuffer chunk = ByteBuffer.allocate(ENTRY * 512);
    for (int at = 0; at < slots.length; at += 3) {
      if (slots[at + 2] != Entry.NONE) {
        chunk.putLong(slots[at]).putLong(slots[at + 1]).putLong(slots[at + 2]);
        if (!chunk.hasRemaining()) {
          out.write(chunk.array());
          chunk.clear();
        }
      }
    }
    out.write(chunk.array(), 0, chunk.position());
  }

  void restore(DataInput in) throws IOException {
    clear();
    int count = in.readInt();
    byte[] entry = new byte[ENTRY];
    for (int i = 0; i < count; i++) {
      in.readFully(entry);
      ByteBuffer bytes = ByteBuffer.wrap(entry);
      add(bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
  }
}
