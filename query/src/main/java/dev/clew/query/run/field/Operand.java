package dev.clew.query.run.field;

/// A value that is read or computed at a position.
@FunctionalInterface
interface Operand {
  /// Never there.
  Operand NOTHING = _ -> Type.NIL;

  /// The type of the value, whose bits are left at the position.
  Type read(Position at);
}
