package dev.clew.model;

import java.util.Arrays;

/// Attributes of many owners, as compressed rows: the entries of owner `i` stand from [#start] to
/// [#end], in the order they were added. Keys are string ids of the batch.
public final class Attributes {
  private int[] ends;
  private int owners;
  private int[] keys;
  private byte[] types;
  private long[] values;
  private int size;

  public Attributes(int expectedOwners, int expectedEntries) {
    ends = new int[Math.max(4, expectedOwners)];
    int entries = Math.max(8, expectedEntries);
    keys = new int[entries];
    types = new byte[entries];
    values = new long[entries];
  }

  private Attributes(Attributes other) {
    ends = other.ends.clone();
    owners = other.owners;
    keys = other.keys.clone();
    types = other.types.clone();
    values = other.values.clone();
    size = other.size;
  }

  /// Equal attributes that share nothing with these.
  Attributes copy() {
    return new Attributes(this);
  }

  /// Becomes what the other one is, which is not to be used any more.
  void takeOver(Attributes other) {
    ends = other.ends;
    owners = other.owners;
    keys = other.keys;
    types = other.types;
    values = other.values;
    size = other.size;
  }

  public int owners() {
    return owners;
  }

  /// Entries of all owners, finished or not.
  public int size() {
    return size;
  }

  public long bytes() {
    return 4L * ends.length + 13L * keys.length;
  }

  /// Adds an entry to the owner that is being built.
  public void add(int key, ValueType type, long value) {
    add(key, type.code(), value);
  }

  void add(int key, byte type, long value) {
    if (size == keys.length) {
      int capacity = size * 2;
      keys = Arrays.copyOf(keys, capacity);
      types = Arrays.copyOf(types, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    keys[size] = key;
    types[size] = type;
    values[size++] = value;
  }

  /// Finishes the owner that is being built and begins the next; returns its index.
  public int endOwner() {
    if (owners == ends.length) {
      ends = Arrays.copyOf(ends, owners * 2);
    }
    ends[owners] = size;
    return owners++;
  }

  /// Adds an entry to the owner that was finished last, while none is being built.
  public void addToLast(int key, ValueType type, long value) {
    requireNothingOpen();
    add(key, type.code(), value);
    ends[owners - 1] = size;
  }

  /// Removes the entries with a key from the owner that was finished last, while none is being
  /// built.
  public void removeFromLast(int key) {
    requireNothingOpen();
    int kept = start(owners - 1);
    for (int entry = kept; entry < size; entry++) {
      if (keys[entry] != key) {
        keys[kept] = keys[entry];
        types[kept] = types[entry];
        values[kept++] = values[entry];
      }
    }
    size = kept;
    ends[owners - 1] = kept;
  }

  private void requireNothingOpen() {
    if (owners == 0 || openEntries() > 0) {
      throw new IllegalStateException("no finished owner is last: " + openEntries() + " open");
    }
  }

  /// Forgets the entries of the owner that is being built.
  public void discardOpen() {
    size = owners == 0 ? 0 : ends[owners - 1];
  }

  /// Entries so far of the owner that is being built.
  public int openEntries() {
    return size - (owners == 0 ? 0 : ends[owners - 1]);
  }

  public int start(int owner) {
    return owner == 0 ? 0 : ends[owner - 1];
  }

  public int end(int owner) {
    return ends[owner];
  }

  public int key(int entry) {
    return keys[entry];
  }

  public ValueType type(int entry) {
    return ValueType.of(types[entry]);
  }

  /// Code of the type of an entry, as [ValueType#of] takes it.
  public byte typeCode(int entry) {
    return types[entry];
  }

  public long value(int entry) {
    return values[entry];
  }

  /// Entry of the owner with this key, the last one if there are several; -1 if there is none or
  /// the key is negative.
  public int find(int owner, int key) {
    if (key >= 0) {
      for (int entry = ends[owner] - 1; entry >= start(owner); entry--) {
        if (keys[entry] == key) {
          return entry;
        }
      }
    }
    return -1;
  }

  /// Adds a finished owner that equals one of another batch.
  int append(Attributes other, int owner, StringMapping strings) {
    appendOpen(other, owner, strings);
    return endOwner();
  }

  void appendOpen(Attributes other, int owner, StringMapping strings) {
    for (int entry = other.start(owner); entry < other.end(owner); entry++) {
      byte type = other.types[entry];
      long value = other.values[entry];
      add(strings.map(other.keys[entry]), type, strings.mapValue(type, value));
    }
  }

  /// Adds all owners of another batch.
  void appendAll(Attributes other, StringMapping strings) {
    reserve(other.size, other.owners);
    for (int owner = 0; owner < other.owners; owner++) {
      ends[owners + owner] = size + other.ends[owner];
    }
    for (int entry = 0; entry < other.size; entry++) {
      byte type = other.types[entry];
      keys[size + entry] = strings.map(other.keys[entry]);
      types[size + entry] = type;
      values[size + entry] = strings.mapValue(type, other.values[entry]);
    }
    owners += other.owners;
    size += other.size;
  }

  private void reserve(int moreEntries, int moreOwners) {
    if (size + moreEntries > keys.length) {
      int capacity = Math.max(size + moreEntries, size * 2);
      keys = Arrays.copyOf(keys, capacity);
      types = Arrays.copyOf(types, capacity);
      values = Arrays.copyOf(values, capacity);
    }
    if (owners + moreOwners > ends.length) {
      ends = Arrays.copyOf(ends, Math.max(owners + moreOwners, owners * 2));
    }
  }

  boolean ownersEqual(int left, int right) {
    return Arrays.equals(keys, start(left), end(left), keys, start(right), end(right))
        && Arrays.equals(types, start(left), end(left), types, start(right), end(right))
        && Arrays.equals(values, start(left), end(left), values, start(right), end(right));
  }

  int ownerHash(int owner) {
    int hash = 1;
    for (int entry = start(owner); entry < end(owner); entry++) {
      hash = 31 * hash + keys[entry];
      hash = 31 * hash + Long.hashCode(values[entry]) + types[entry];
    }
    return hash;
  }

  void removeLastOwner() {
    owners--;
    discardOpen();
  }
}
