package dev.clew.model;

import java.util.Arrays;

/// Translates string ids of one dictionary to another, adding what is missing at first use.
final class StringMapping {
  private static final long TEXT_TYPES = textTypes();

  private final Strings source;
  private final Strings target;
  private final int[] mapped;

  StringMapping(Strings source, Strings target) {
    this.source = source;
    this.target = target;
    this.mapped = new int[source.size()];
    Arrays.fill(mapped, -1);
    mapped[Strings.EMPTY] = Strings.EMPTY;
  }

  int map(int id) {
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
