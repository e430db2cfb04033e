package dev.clew.pipeline.ottl;

/// Values that must be of a type.
final class Expect {
  private Expect() {}

  static long integer(Slot slot) {
    if (slot.kind() != Kind.INT) {
      throw mismatch("int64", slot);
    }
    return slot.integer();
  }

  static double real(Slot slot) {
    if (!slot.kind().isNumber()) {
      throw mismatch("float64", slot);
    }
    return slot.real();
  }

  static boolean bool(Slot slot) {
    if (slot.kind() != Kind.BOOL) {
      throw mismatch("bool", slot);
    }
    return slot.isTrue();
  }

  static String text(Slot slot) {
    if (slot.kind() != Kind.TEXT) {
      throw mismatch("string", slot);
    }
    return slot.text();
  }

  static long time(Slot slot) {
    if (slot.kind() != Kind.TIME) {
      throw mismatch("time.Time", slot);
    }
    return slot.integer();
  }

  /// Bytes of a length.
  static Bytes bytes(Slot slot, int length) {
    if (slot.kind() != Kind.BYTES || slot.bytes().length() != length) {
      throw mismatch("%d bytes".formatted(length), slot);
    }
    return slot.bytes();
  }

  static EvaluationException mismatch(String expected, Slot slot) {
    return new EvaluationException("expected %s but got %s".formatted(expected, slot.typeName()));
  }
}
