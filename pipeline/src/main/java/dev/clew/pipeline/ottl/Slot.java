package dev.clew.pipeline.ottl;

import dev.clew.model.ValueType;
import dev.clew.pipeline.ottl.Value.Entries;
import dev.clew.pipeline.ottl.Value.Items;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A place of an expression that is bound to a batch, and its value for the row that was read last.
///
/// Numbers, truth values, ids and text of the batch are held without an object, so that conditions
/// allocate nothing for most rows.
abstract class Slot {
  /// Text of its own, not of the batch's dictionary.
  private static final int COMPUTED = -1;

  /// A literal of which is known that no text of the batch equals it.
  private static final int ABSENT = -2;

  private final View view;
  private Kind kind = Kind.NIL;
  private long bits;
  private long high;
  private int idLength;
  private @Nullable Object object;

  Slot(View view) {
    this.view = view;
  }

  /// Evaluates for a row; the value is here until the next call.
  ///
  /// @throws EvaluationException if there is no value for this row
  abstract void read(int row);

  final View view() {
    return view;
  }

  final Kind kind() {
    return kind;
  }

  final boolean isNil() {
    return kind == Kind.NIL;
  }

  final boolean isTrue() {
    return kind == Kind.BOOL && bits != 0;
  }

  /// The number of an integer, an instant or a period, or 0 and 1.
  final long integer() {
    return bits;
  }

  /// The number of a double or an integer.
  final double real() {
    return kind == Kind.REAL ? Double.longBitsToDouble(bits) : bits;
  }

  /// String id in the batch; negative if the text is not of the batch.
  final int textId() {
    return (int) bits;
  }

  final String text() {
    return bits >= 0 ? view.text((int) bits) : (String) Objects.requireNonNull(object);
  }

  final Bytes bytes() {
    if (object instanceof Bytes bytes) {
      return bytes;
    }
    return idLength == 16 ? Bytes.ofLongs(high, bits) : Bytes.ofLong(bits);
  }

  final Items items() {
    return (Items) Objects.requireNonNull(object);
  }

  final Entries entries() {
    return (Entries) Objects.requireNonNull(object);
  }

  /// The value as an object.
  final Value value() {
    return switch (kind) {
      case NIL -> new Value.Nil();
      case BOOL -> new Value.Bool(bits != 0);
      case INT -> new Value.Int(bits);
      case REAL -> new Value.Real(real());
      case TEXT -> new Value.Text(text());
      case BYTES -> new Value.Binary(bytes());
      case ITEMS -> items();
      case ENTRIES -> entries();
      case TIME -> new Value.Time(bits);
      case PERIOD -> new Value.Period(bits);
    };
  }

  final String typeName() {
    return kind == Kind.NIL ? "nil" : value().typeName();
  }

  final void nil() {
    kind = Kind.NIL;
  }

  final void bool(boolean value) {
    kind = Kind.BOOL;
    bits = value ? 1 : 0;
  }

  final void integer(long value) {
    kind = Kind.INT;
    bits = value;
  }

  final void real(double value) {
    kind = Kind.REAL;
    bits = Double.doubleToRawLongBits(value);
  }

  final void text(String value) {
    kind = Kind.TEXT;
    bits = COMPUTED;
    object = value;
  }

  final void textId(int id) {
    kind = Kind.TEXT;
    bits = id;
    object = null;
  }

  /// Text that is the same for all rows.
  final void literal(String value) {
    int id = view.find(value);
    kind = Kind.TEXT;
    bits = id >= 0 ? id : ABSENT;
    object = value;
  }

  final void bytes(Bytes value) {
    int length = value.length();
    kind = Kind.BYTES;
    idLength = length == 8 || length == 16 ? length : 0;
    object = value;
    if (idLength > 0) {
      bits = value.longAt(length - 8);
      high = length == 16 ? value.longAt(0) : 0;
    }
  }

  /// A trace id.
  final void id(long highBits, long lowBits) {
    kind = Kind.BYTES;
    idLength = 16;
    high = highBits;
    bits = lowBits;
    object = null;
  }

  /// A span id.
  final void id(long value) {
    kind = Kind.BYTES;
    idLength = 8;
    high = 0;
    bits = value;
    object = null;
  }

  final void time(long nanos) {
    kind = Kind.TIME;
    bits = nanos;
  }

  final void period(long nanos) {
    kind = Kind.PERIOD;
    bits = nanos;
  }

  final void value(Value value) {
    switch (value) {
      case Value.Nil _ -> nil();
      case Value.Bool(boolean content) -> bool(content);
      case Value.Int(long content) -> integer(content);
      case Value.Real(double content) -> real(content);
      case Value.Text(String content) -> text(content);
      case Value.Binary(Bytes content) -> bytes(content);
      case Value.Time(long nanos) -> time(nanos);
      case Value.Period(long nanos) -> period(nanos);
      case Items items -> {
        kind = Kind.ITEMS;
        object = items;
      }
      case Entries entries -> {
        kind = Kind.ENTRIES;
        object = entries;
      }
    }
  }

  /// A value as the batch holds it.
  final void column(ValueType type, long value) {
    kind = Kind.of(type);
    switch (type) {
      case EMPTY -> {}
      case BOOL, INT, DOUBLE -> bits = value;
      case STRING -> {
        bits = value;
        object = null;
      }
      case BYTES -> bytes(view.bytes((int) value));
      case ARRAY, MAP -> value(view.document((int) value));
    }
  }

  final void copy(Slot other) {
    kind = other.kind;
    bits = other.bits;
    high = other.high;
    idLength = other.idLength;
    object = other.object;
  }

  /// Whether a comparison with another slot of the same batch holds.
  final boolean compare(Operator operator, Slot other) {
    return switch (kind) {
      case NIL -> other.kind == Kind.NIL ? operator.holds(0) : operator == Operator.NOT_EQUAL;
      case INT, REAL -> other.kind.isNumber() ? numbers(operator, other) : mismatch(operator);
      case BOOL, TIME, PERIOD ->
          other.kind == kind ? operator.holds(Long.compare(bits, other.bits)) : mismatch(operator);
      case TEXT -> other.kind == kind ? texts(operator, other) : mismatch(operator);
      case BYTES -> other.kind == kind ? ids(operator, other) : mismatch(operator);
      case ITEMS, ENTRIES ->
          operator.holdsUnordered(
              other.kind == kind && Objects.requireNonNull(object).equals(other.object));
    };
  }

  private static boolean mismatch(Operator operator) {
    return operator == Operator.NOT_EQUAL;
  }

  private boolean numbers(Operator operator, Slot other) {
    if (kind == Kind.INT && other.kind == Kind.INT) {
      return operator.holds(Long.compare(bits, other.bits));
    }
    return operator.holds(real(), other.real());
  }

  private boolean texts(Operator operator, Slot other) {
    boolean isEquality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    boolean isOfBatch = bits >= 0 || other.bits >= 0;
    boolean isComputed = bits == COMPUTED || other.bits == COMPUTED;
    if (isEquality && isOfBatch && !isComputed) {
      return operator.holds(bits == other.bits ? 0 : 1);
    }
    String left = text();
    String right = other.text();
    return operator.holds(isEquality ? (left.equals(right) ? 0 : 1) : order(left, right));
  }

  /// Order of the UTF-8 bytes, which is that of the code points.
  private static int order(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean isSameClass = Character.isSurrogate(a) == Character.isSurrogate(b);
        return isSameClass ? a - b : (Character.isSurrogate(a) ? 1 : -1);
      }
    }
    return left.length() - right.length();
  }

  private boolean ids(Operator operator, Slot other) {
    if (idLength > 0 && idLength == other.idLength) {
      int byHigh = Long.compareUnsigned(high, other.high);
      return operator.holds(byHigh != 0 ? byHigh : Long.compareUnsigned(bits, other.bits));
    }
    return operator.holds(bytes().compareTo(other.bytes()));
  }
}
