package dev.clew.query.run.field;

/// A fact about a value that was just read.
@FunctionalInterface
interface ValueTest {
  /// Whether it is true of the value of this type whose bits are at the position.
  boolean holds(Type type, Position at);
}
