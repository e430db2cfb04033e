package dev.clew.pipeline.ottl;

/// A compiled expression, to be bound to each batch.
interface Operand {
  Slot bind(View view);

  /// What the value depends on.
  Level level();

  /// What a value can depend on, from nothing to most.
  enum Level {
    CONSTANT,
    RESOURCE,
    ROW;

    Level and(Level other) {
      return compareTo(other) >= 0 ? this : other;
    }
  }
}
