package dev.clew.store;

import dev.clew.model.TraceId;
import java.util.Collection;

/// A set of trace ids that is asked once for every row of a chunk, without an object for the row.
final class TraceIds {
  private final long[] high;
  private final long[] low;
  private final boolean[] isUsed;

  TraceIds(Collection<TraceId> ids) {
    int capacity = Integer.highestOneBit(Math.max(4, ids.size())) << 2;
    high = new long[capacity];
    low = new long[capacity];
    isUsed = new boolean[capacity];
    for (TraceId id : ids) {
      int slot = slot(id.high(), id.low());
      while (isUsed[slot]) {
        slot = (slot + 1) & (capacity - 1);
      }
      high[slot] = id.high();
      low[slot] = id.low();
      isUsed[slot] = true;
    }
  }

  boolean contains(long idHigh, long idLow) {
    int slot = slot(idHigh, idLow);
    while (isUsed[slot]) {
      if (low[slot] == idLow && high[slot] == idHigh) {
        return true;
      }
      slot = (slot + 1) & (isUsed.length - 1);
    }
    return false;
  }

  private int slot(long idHigh, long idLow) {
    long mixed = (idHigh ^ idLow) * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 40) & (isUsed.length - 1);
  }
}
