package dev.clew.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Attributes with changes laid over them, owner by owner, until [#apply] writes them down.
///
/// Entries of an owner are counted from 0. Owners that were not changed are read where they are, so
/// this can also stand for attributes that nobody changes.
public final class AttributeEdits {
  private final Attributes base;
  private @Nullable Entries @Nullable [] changed;

  public AttributeEdits(Attributes base) {
    this.base = base;
  }

  /// Whether an owner has been changed.
  public boolean isChanged() {
    return changed != null;
  }

  public int owners() {
    return base.owners();
  }

  /// Number of entries of an owner.
  public int size(int owner) {
    Entries entries = changes(owner);
    return entries == null ? base.end(owner) - base.start(owner) : entries.size;
  }

  /// String id of the key of an entry.
  public int key(int owner, int entry) {
    Entries entries = changes(owner);
    return entries == null ? base.key(base.start(owner) + entry) : entries.keys[entry];
  }

  public ValueType type(int owner, int entry) {
    Entries entries = changes(owner);
    return ValueType.of(
        entries == null ? base.typeCode(base.start(owner) + entry) : entries.types[entry]);
  }

  public long value(int owner, int entry) {
    Entries entries = changes(owner);
    return entries == null ? base.value(base.start(owner) + entry) : entries.values[entry];
  }

  /// Entry of the owner with this key, the last one if there are several; -1 if there is none or
  /// the key is negative.
  public int find(int owner, int key) {
    Entries entries = changes(owner);
    if (entries != null) {
      return entries.find(key);
    }
    int entry = base.find(owner, key);
    return entry < 0 ? -1 : entry - base.start(owner);
  }

  /// Sets the value of a key, behind all others if the owner has no such key. Nothing is changed if
  /// it has the value.
  public void put(int owner, int key, ValueType type, long value) {
    int entry = find(owner, key);
    if (entry >= 0 && type(owner, entry) == type && value(owner, entry) == value) {
      return;
    }
    Entries entries = edited(owner);
    if (entry < 0) {
      entries.add(key, type.code(), value);
    } else {
      entries.types[entry] = type.code();
      entries.values[entry] = value;
    }
  }

  /// Removes an entry; those behind it move up.
  public void remove(int owner, int entry) {
    edited(owner).remove(entry);
  }

  /// Removes every entry with this key; tells whether there was one.
  public boolean removeKey(int owner, int key) {
    int entry = find(owner, key);
    boolean isFound = entry >= 0;
    for (; entry >= 0; entry = find(owner, key)) {
      remove(owner, entry);
    }
    return isFound;
  }

  /// Removes all entries of an owner.
  public void clear(int owner) {
    edited(owner).size = 0;
  }

  /// Writes the changes into the attributes they were made over; none are left here.
  public void apply() {
    if (changed == null) {
      return;
    }
    Attributes result = new Attributes(base.owners(), base.size() + base.owners());
    for (int owner = 0; owner < base.owners(); owner++) {
      int entries = size(owner);
      for (int entry = 0; entry < entries; entry++) {
        result.add(key(owner, entry), type(owner, entry), value(owner, entry));
      }
      result.endOwner();
    }
    base.takeOver(result);
    changed = null;
  }

  private @Nullable Entries changes(int owner) {
    return changed == null ? null : changed[owner];
  }

  private Entries edited(int owner) {
    if (changed == null) {
      changed = new Entries[base.owners()];
    }
    Entries entries = changed[owner];
    if (entries == null) {
      entries = new Entries(base, owner);
      changed[owner] = entries;
    }
    return entries;
  }

  /// Entries of one owner that can be changed.
  private static final class Entries {
    private int[] keys;
    private byte[] types;
    private long[] values;
    private int size;

    Entries(Attributes base, int owner) {
      int start = base.start(owner);
      size = base.end(owner) - start;
      int capacity = size + 4;
      keys = new int[capacity];
      types = new byte[capacity];
      values = new long[capacity];
      for (int entry = 0; entry < size; entry++) {
        keys[entry] = base.key(start + entry);
        types[entry] = base.typeCode(start + entry);
        values[entry] = base.value(start + entry);
      }
    }

    int find(int key) {
      if (key >= 0) {
        for (int entry = size - 1; entry >= 0; entry--) {
          if (keys[entry] == key) {
            return entry;
          }
        }
      }
      return -1;
    }

    void add(int key, byte type, long value) {
      if (size == keys.length) {
        keys = Arrays.copyOf(keys, size * 2);
        types = Arrays.copyOf(types, size * 2);
        values = Arrays.copyOf(values, size * 2);
      }
      keys[size] = key;
      types[size] = type;
      values[size++] = value;
    }

    void remove(int entry) {
      int behind = size - entry - 1;
      System.arraycopy(keys, entry + 1, keys, entry, behind);
      System.arraycopy(types, entry + 1, types, entry, behind);
      System.arraycopy(values, entry + 1, values, entry, behind);
      size--;
    }
  }
}
