package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.tailsampling.policy.Facts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// Summaries of the traces that wait: columns by slot, and an open-addressing table from the trace
/// id to the slot. About 150 bytes for each, whatever its spans.
///
/// It is its own [Facts]: of the slot that [#at] names.
final class PendingTraces implements Facts {
  static final int NONE = -1;

  /// Its spans were put out before its time; those to come follow them.
  static final int RELEASED = 1;

  /// It is kept since detection wishes so.
  static final int PINNED = 2;

  /// What is put out is not all of it.
  static final int PARTIAL = 4;

  /// It is to be looked at with the next tick.
  static final int TOUCHED = 8;

  /// It is larger than a trace may be.
  static final int TOO_LARGE = 16;

  private final int words;
  private final long seed = ThreadLocalRandom.current().nextLong();
  private int[] table = new int[1_024];
  private int capacity;
  private int size;
  private int freeSlot = NONE;
  private int usedSlots;
  private int current;

  private long[] idHigh = new long[0];
  private long[] idLow = new long[0];
  private long[] sequence = new long[0];
  private long[] firstOffset = new long[0];
  private long[] minStart = new long[0];
  private long[] maxEnd = new long[0];
  private long[] byteCount = new long[0];
  private long[] deadline = new long[0];
  private long[] bits = new long[0];
  private int[] spanCount = new int[0];
  private int[] held = new int[0];
  private int[] firstRow = new int[0];
  private int[] lastRow = new int[0];
  private int[] name = new int[0];
  private int[] weight = new int[0];
  private byte[] flags = new byte[0];

  /// @param tests number of the bits of a summary
  PendingTraces(int tests) {
    words = Math.max(1, (tests + 63) / 64);
  }

  int size() {
    return size;
  }

  /// Slots there is room for.
  int capacity() {
    return capacity;
  }

  /// The slot of a trace; [#NONE] if it does not wait.
  int find(long high, long low) {
    int mask = table.length - 1;
    for (int at = hash(high, low) & mask; table[at] != 0; at = at + 1 & mask) {
      int slot = table[at] - 1;
      if (idLow[slot] == low && idHigh[slot] == high) {
        return slot;
      }
    }
    return NONE;
  }

  /// Begins a trace; the capacity may grow by it.
  ///
  /// @param order ascends from trace to trace
  int add(long high, long low, long order, long offset) {
    int slot = freeSlot;
    if (slot == NONE) {
      if (usedSlots == capacity) {
        grow();
      }
      slot = usedSlots++;
    } else {
      freeSlot = held[slot];
    }
    idHigh[slot] = high;
    idLow[slot] = low;
    sequence[slot] = order;
    firstOffset[slot] = offset;
    minStart[slot] = Long.MAX_VALUE;
    maxEnd[slot] = Long.MIN_VALUE;
    byteCount[slot] = 0;
    Arrays.fill(bits, slot * words, (slot + 1) * words, 0);
    spanCount[slot] = 0;
    held[slot] = 0;
    firstRow[slot] = NONE;
    lastRow[slot] = NONE;
    name[slot] = 0;
    weight[slot] = 0;
    flags[slot] = 0;
    size++;
    enter(slot);
    if (size * 2 > table.length) {
      rehash();
    }
    return slot;
  }

  /// Ends a trace.
  void remove(int slot) {
    int mask = table.length - 1;
    int at = hash(idHigh[slot], idLow[slot]) & mask;
    while (table[at] != slot + 1) {
      at = at + 1 & mask;
    }
    closeGap(at, mask);
    held[slot] = freeSlot;
    freeSlot = slot;
    size--;
  }

  /// Moves entries that stand behind a freed place and belong at or before it.
  private void closeGap(int freed, int mask) {
    int gap = freed;
    for (int at = gap + 1 & mask; table[at] != 0; at = at + 1 & mask) {
      int slot = table[at] - 1;
      int home = hash(idHigh[slot], idLow[slot]) & mask;
      if ((at - home & mask) >= (at - gap & mask)) {
        table[gap] = table[at];
        gap = at;
      }
    }
    table[gap] = 0;
  }

  private void enter(int slot) {
    int mask = table.length - 1;
    int at = hash(idHigh[slot], idLow[slot]) & mask;
    while (table[at] != 0) {
      at = at + 1 & mask;
    }
    table[at] = slot + 1;
  }

  private void rehash() {
    int[] before = table;
    table = new int[before.length * 2];
    for (int entry : before) {
      if (entry != 0) {
        enter(entry - 1);
      }
    }
  }

  /// Differs in each process, so that a sender cannot choose ids that collide.
  private int hash(long high, long low) {
    long hash = (high ^ seed) * 0x9E37_79B9_7F4A_7C15L + low;
    hash = (hash ^ hash >>> 32) * 0xBF58_476D_1CE4_E5B9L;
    return (int) (hash >>> 32);
  }

  private void grow() {
    capacity = Math.max(1_024, capacity * 2);
    idHigh = Arrays.copyOf(idHigh, capacity);
    idLow = Arrays.copyOf(idLow, capacity);
    sequence = Arrays.copyOf(sequence, capacity);
    firstOffset = Arrays.copyOf(firstOffset, capacity);
    minStart = Arrays.copyOf(minStart, capacity);
    maxEnd = Arrays.copyOf(maxEnd, capacity);
    byteCount = Arrays.copyOf(byteCount, capacity);
    deadline = Arrays.copyOf(deadline, capacity);
    bits = Arrays.copyOf(bits, capacity * words);
    spanCount = Arrays.copyOf(spanCount, capacity);
    held = Arrays.copyOf(held, capacity);
    firstRow = Arrays.copyOf(firstRow, capacity);
    lastRow = Arrays.copyOf(lastRow, capacity);
    name = Arrays.copyOf(name, capacity);
    weight = Arrays.copyOf(weight, capacity);
    flags = Arrays.copyOf(flags, capacity);
  }

  long bytes() {
    return capacity * (64L + 25 + 8L * words) + 4L * table.length;
  }

  /// Adds a span to the summary; a start or end of 0 was not set.
  void count(int slot, long startNanos, long endNanos, int bytes) {
    if (startNanos != 0) {
      minStart[slot] = Math.min(minStart[slot], startNanos);
    }
    if (endNanos != 0) {
      maxEnd[slot] = Math.max(maxEnd[slot], endNanos);
    }
    byteCount[slot] += bytes;
    spanCount[slot] = Math.max(spanCount[slot], spanCount[slot] + 1);
  }

  /// Bits of all summaries; to be fetched anew after [#add].
  long[] bits() {
    return bits;
  }

  /// Where the bits of a slot begin.
  int bitsAt(int slot) {
    return slot * words;
  }

  boolean has(int slot, int flag) {
    return (flags[slot] & flag) != 0;
  }

  void set(int slot, int flag) {
    flags[slot] |= (byte) flag;
  }

  void unset(int slot, int flag) {
    flags[slot] &= (byte) ~flag;
  }

  long idHigh(int slot) {
    return idHigh[slot];
  }

  long idLow(int slot) {
    return idLow[slot];
  }

  long sequence(int slot) {
    return sequence[slot];
  }

  long firstOffset(int slot) {
    return firstOffset[slot];
  }

  long bytes(int slot) {
    return byteCount[slot];
  }

  /// Last tick at which it is decided.
  long deadline(int slot) {
    return deadline[slot];
  }

  void deadline(int slot, long tick) {
    deadline[slot] = tick;
  }

  /// Rows that are held, in memory or by reference, or are just going to be.
  int held(int slot) {
    return held[slot];
  }

  /// First row of the chain in [Bodies].
  int firstRow(int slot) {
    return firstRow[slot];
  }

  /// Adds a row of [Bodies] to the chain.
  void hold(int slot, int row, Bodies bodies) {
    if (firstRow[slot] == NONE) {
      firstRow[slot] = row;
    } else {
      bodies.link(lastRow[slot], row);
    }
    lastRow[slot] = row;
  }

  /// Counts a row that is going to be held.
  void countHeld(int slot) {
    held[slot]++;
  }

  /// Forgets the chain.
  void letGo(int slot) {
    firstRow[slot] = NONE;
    lastRow[slot] = NONE;
    held[slot] = 0;
  }

  /// Number of the name of the policy of record, once it is decided.
  int name(int slot) {
    return name[slot];
  }

  /// Number of the weight, once it is decided.
  int weight(int slot) {
    return weight[slot];
  }

  void decided(int slot, int nameNumber, int weightNumber) {
    name[slot] = nameNumber;
    weight[slot] = weightNumber;
  }

  /// Turns [Facts] to a slot.
  Facts at(int slot) {
    current = slot;
    return this;
  }

  @Override
  public long traceIdHigh() {
    return idHigh[current];
  }

  @Override
  public long traceIdLow() {
    return idLow[current];
  }

  @Override
  public int spanCount() {
    return spanCount[current];
  }

  @Override
  public long byteCount() {
    return byteCount[current];
  }

  @Override
  public long durationMillis() {
    boolean isKnown = minStart[current] != Long.MAX_VALUE && maxEnd[current] != Long.MIN_VALUE;
    return isKnown ? (maxEnd[current] - minStart[current]) / 1_000_000 : 0;
  }

  @Override
  public boolean hasBit(int test) {
    return (bits[current * words + (test >> 6)] >>> test & 1) == 1;
  }

  /// Writes a summary.
  void save(int slot, DataOutput out) throws IOException {
    out.writeLong(idHigh[slot]);
    out.writeLong(idLow[slot]);
    out.writeLong(sequence[slot]);
    out.writeLong(firstOffset[slot]);
    out.writeLong(minStart[slot]);
    out.writeLong(maxEnd[slot]);
    out.writeLong(byteCount[slot]);
    out.writeLong(deadline[slot]);
    for (int word = 0; word < words; word++) {
      out.writeLong(bits[slot * words + word]);
    }
    out.writeInt(spanCount[slot]);
    out.writeInt(name[slot]);
    out.writeInt(weight[slot]);
    out.writeByte(flags[slot]);
  }

  /// Longs of bits for each summary.
  int words() {
    return words;
  }

  /// Adds a summary that was saved, without its rows; returns its slot.
  ///
  /// @param savedWords longs of bits that were saved; bits of other tests are not taken over
  /// @param isSame whether the tests are the same
  int restore(DataInput in, int savedWords, boolean isSame) throws IOException {
    int slot = add(in.readLong(), in.readLong(), in.readLong(), in.readLong());
    minStart[slot] = in.readLong();
    maxEnd[slot] = in.readLong();
    byteCount[slot] = in.readLong();
    deadline[slot] = in.readLong();
    for (int word = 0; word < savedWords; word++) {
      long saved = in.readLong();
      if (isSame) {
        bits[slot * words + word] = saved;
      }
    }
    spanCount[slot] = in.readInt();
    name[slot] = in.readInt();
    weight[slot] = in.readInt();
    flags[slot] = in.readByte();
    return slot;
  }

  /// Forgets what spans told, so that it can be gathered again.
  void forgetFacts(int slot) {
    minStart[slot] = Long.MAX_VALUE;
    maxEnd[slot] = Long.MIN_VALUE;
    byteCount[slot] = 0;
    spanCount[slot] = 0;
  }
}
