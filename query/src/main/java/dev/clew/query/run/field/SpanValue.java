package dev.clew.query.run.field;

import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The value that an expression has at a span. Belongs to one thread, and to the batch it was
/// compiled for.
public final class SpanValue {
  private final Strings strings;
  private final Operand operand;

  SpanValue(Strings strings, Operand operand) {
    this.strings = strings;
    this.operand = operand;
  }

  /// The value as an object; [TypedValue#NIL] if there is none.
  public TypedValue typed(Position at) {
    Type type = operand.read(at);
    return switch (type) {
      case NIL -> TypedValue.NIL;
      case BOOLEAN -> new TypedValue(type, new Value.Truth(at.bits == 1));
      case INTEGER, DURATION, STATUS, KIND -> new TypedValue(type, new Value.Whole(at.bits));
      case REAL -> new TypedValue(type, new Value.Real(Double.longBitsToDouble(at.bits)));
      case TEXT -> new TypedValue(type, new Value.Text(Texts.read(strings, at)));
      case ARRAY -> document(type, ValueType.ARRAY, Texts.read(strings, at));
      case MAP -> document(type, ValueType.MAP, Texts.read(strings, at));
      case BYTES -> document(type, ValueType.BYTES, base64((int) at.bits));
    };
  }

  /// The type of the value, whose bits are left at the position.
  Type read(Position at) {
    return operand.read(at);
  }

  private static TypedValue document(Type type, ValueType stored, String text) {
    return new TypedValue(type, new Value.Document(stored, text));
  }

  private String base64(int id) {
    int start = strings.start(id);
    byte[] bytes = Arrays.copyOfRange(strings.arena(), start, start + strings.length(id));
    return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
  }
}
