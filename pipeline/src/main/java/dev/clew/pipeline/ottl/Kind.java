package dev.clew.pipeline.ottl;

import dev.clew.model.ValueType;

/// What a [Slot] holds.
enum Kind {
  NIL,
  BOOL,
  INT,
  REAL,
  TEXT,
  BYTES,
  ITEMS,
  ENTRIES,
  TIME,
  PERIOD;

  static Kind of(ValueType type) {
    return switch (type) {
      case EMPTY -> NIL;
      case STRING -> TEXT;
      case BOOL -> BOOL;
      case INT -> INT;
      case DOUBLE -> REAL;
      case BYTES -> BYTES;
      case ARRAY -> ITEMS;
      case MAP -> ENTRIES;
    };
  }

  boolean isNumber() {
    return this == INT || this == REAL;
  }
}
