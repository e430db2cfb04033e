package dev.clew.pipeline.ottl;

import dev.clew.pipeline.config.GoDuration;

/// Values of one type made of another.
final class Conversions {
  private Conversions() {}

  /// An integer, or nil for text that is none.
  static void integer(Slot value, Slot target) {
    switch (value.kind()) {
      case NIL -> target.nil();
      case INT, BOOL -> target.integer(value.integer());
      case REAL -> target.integer((long) value.real());
      case TEXT -> {
        Long number = Texts.integer(value.text());
        if (number == null) {
          target.nil();
        } else {
          target.integer(number);
        }
      }
      case BYTES, ITEMS, ENTRIES, TIME, PERIOD ->
          throw new EvaluationException("unsupported type: " + value.typeName());
    }
  }

  static void real(Slot value, Slot target) {
    switch (value.kind()) {
      case NIL -> target.nil();
      case INT, BOOL -> target.real((double) value.integer());
      case REAL -> target.real(value.real());
      case TEXT -> {
        Double number = Texts.real(value.text());
        if (number == null) {
          throw new EvaluationException("strconv.ParseFloat: invalid syntax");
        }
        target.real(number);
      }
      case BYTES, ITEMS, ENTRIES, TIME, PERIOD ->
          throw new EvaluationException("unsupported type: " + value.typeName());
    }
  }

  static void text(Slot value, Slot target) {
    if (value.kind() == Kind.TEXT) {
      target.copy(value);
      return;
    }
    String text = Texts.of(value);
    if (text == null) {
      target.nil();
    } else {
      target.text(text);
    }
  }

  /// Nanoseconds of a duration as Go writes it.
  static long duration(String text) {
    try {
      return GoDuration.parse(text).toNanos();
    } catch (IllegalArgumentException _) {
      throw new EvaluationException("time: invalid duration");
    }
  }

  /// An id of so many bytes, from bytes or their hexadecimal digits.
  static Bytes identifier(Slot value, int length, String what) {
    Bytes bytes =
        switch (value.kind()) {
          case BYTES -> value.bytes();
          case TEXT -> fromHex(value.text(), what);
          case NIL, BOOL, INT, REAL, ITEMS, ENTRIES, TIME, PERIOD ->
              throw Expect.mismatch("[]uint8", value);
        };
    if (bytes.length() != length) {
      throw new EvaluationException("%s must be %d bytes".formatted(what, length));
    }
    return bytes;
  }

  private static Bytes fromHex(String digits, String what) {
    try {
      return Bytes.ofHex(digits);
    } catch (IllegalArgumentException _) {
      throw new EvaluationException(what + " must be hexadecimal digits");
    }
  }
}
