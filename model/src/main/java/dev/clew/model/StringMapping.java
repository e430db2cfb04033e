package dev.clew.model;

import java.util.Arrays;

/// Translates string ids of one dictionary to another, adding what is missing at first use.
final class StringMapping {
  private static final long TEXT_TYPES = textTypes();

  private final Strings source;
  private final Strings target;
  private final int[] mapped;

  StringMapping(Strings source, Strings target) {
    this(source, target, source.size());
    Arrays.fill(mapped, -1);
    mapped[Strings.EMPTY] = Strings.EMPTY;
  }

  private StringMapping(Strings source, Strings target, int remembered) {
    this.source = source;
    this.target = target;
    this.mapped = new int[remembered];
  }

  /// Looks every string up each time; for few rows of a large batch.
  static StringMapping withoutMemory(Strings source, Strings target) {
    return new StringMapping(source, target, 0);
  }

  int map(int id) {
    if (mapped.length == 0) {
      return target.add(source, id);
    }
    int known = mapped[id];
    if (known >= 0) {
      return known;
    }
    int added = target.add(source, id);
    mapped[id] = added;
    return added;
  }

  long mapValue(byte type, long value) {
    return (TEXT_TYPES >> type & 1) == 1 ? map((int) value) : value;
  }

  private static long textTypes() {
    long bits = 0;
    for (ValueType type : ValueType.values()) {
      if (type.isText()) {
        bits |= 1L << type.code();
      }
    }
    return bits;
  }
}
