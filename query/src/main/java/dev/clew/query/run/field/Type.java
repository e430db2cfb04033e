package dev.clew.query.run.field;

import dev.clew.model.ValueType;

/// What a value turned out to be, and what its 64 bits hold. Groups are ordered by it.
public enum Type {
  /// Absent.
  NIL,
  /// 0 or 1.
  BOOLEAN,
  INTEGER,
  /// [Double#doubleToRawLongBits].
  REAL,
  /// Nanoseconds.
  DURATION,
  /// Id in the dictionary of the batch; -1 for a text that is in [Position#text].
  TEXT,
  /// Ordinal of a [dev.clew.model.SpanStatus].
  STATUS,
  /// Ordinal of a [dev.clew.model.SpanKind].
  KIND,
  /// Id of the JSON text.
  ARRAY,
  /// Id of the bytes; present, but comparable with nothing.
  BYTES,
  /// Id of the JSON text; present, but comparable with nothing.
  MAP;

  private static final Type[] OF_ATTRIBUTES = ofAttributes();

  /// The type that an attribute of this stored type has.
  static Type of(ValueType stored) {
    return OF_ATTRIBUTES[stored.ordinal()];
  }

  boolean isNumeric() {
    return this == INTEGER || this == REAL || this == DURATION;
  }

  /// The number that bits of a numeric type mean, a duration as its nanoseconds.
  double asDouble(long bits) {
    return this == REAL ? Double.longBitsToDouble(bits) : bits;
  }

  private static Type[] ofAttributes() {
    ValueType[] stored = ValueType.values();
    Type[] types = new Type[stored.length];
    for (ValueType each : stored) {
      types[each.ordinal()] =
          switch (each) {
            case EMPTY -> NIL;
            case STRING -> TEXT;
            case BOOL -> BOOLEAN;
            case INT -> INTEGER;
            case DOUBLE -> REAL;
            case BYTES -> BYTES;
            case ARRAY -> ARRAY;
            case MAP -> MAP;
          };
    }
    return types;
  }
}
