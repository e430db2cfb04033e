package dev.clew.detect.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Open-addressing map from a 64-bit key to a byte, 18 bytes an entry at most. Keys are keyed
/// hashes already, so their low bits serve as the slot.
public final class LongSet implements State {
  private long[] keys = new long[8];
  private byte[] values = new byte[8];
  private int size;

  public int size() {
    return size;
  }

  /// Value of the key; 0 if it is not in the set.
  public byte get(long key) {
    return values[slot(key)];
  }

  /// Adds the key, or changes its value, which is not 0; returns whether it is new.
  public boolean put(long key, byte value) {
    int slot = slot(key);
    boolean isNew = values[slot] == 0;
    keys[slot] = key;
    values[slot] = value;
    if (isNew && ++size * 2 > keys.length) {
      grow();
    }
    return isNew;
  }

  public boolean add(long key) {
    return put(key, (byte) 1);
  }

  public boolean contains(long key) {
    return get(key) != 0;
  }

  /// How many keys are not in another set.
  int countNotIn(LongSet other) {
    int count = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (values[slot] != 0 && !other.contains(keys[slot])) {
        count++;
      }
    }
    return count;
  }

  /// All keys in ascending order.
  public long[] sorted() {
    long[] all = new long[size];
    int at = 0;
    for (int slot = 0; slot < keys.length; slot++) {
      if (values[slot] != 0) {
        all[at++] = keys[slot];
      }
    }
    Arrays.sort(all);
    return all;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) key & mask;
    while (values[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    byte[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new byte[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(size);
    for (long key : sorted()) {
      out.writeLong(key);
      out.writeByte(get(key));
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      put(in.readLong(), in.readByte());
    }
  }
}
