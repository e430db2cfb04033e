package dev.clew.query.run.field;

import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.Literal;
import java.util.Comparator;

/// A value with its type: equal if both are, ordered by type, then by value.
///
/// @param raw numbers of nanoseconds for durations and ordinals for status and kind; the text "nil"
///   for nothing
public record TypedValue(Type type, Value raw) implements Comparable<TypedValue> {
  /// The absent value.
  public static final TypedValue NIL = new TypedValue(Type.NIL, new Value.Text("nil"));

  private static final Comparator<TypedValue> ORDER =
      Comparator.comparing(TypedValue::type).thenComparing(TypedValue::compareRaw);

  public static TypedValue whole(long number) {
    return new TypedValue(Type.INTEGER, new Value.Whole(number));
  }

  static TypedValue duration(long nanos) {
    return new TypedValue(Type.DURATION, new Value.Whole(nanos));
  }

  static TypedValue real(double number) {
    return new TypedValue(Type.REAL, new Value.Real(number));
  }

  /// The value as results show it: status, kind and durations as their text.
  public Value shown() {
    if (!(raw instanceof Value.Whole(var number))) {
      return raw;
    }
    return switch (type) {
      case DURATION -> new Value.Text(DurationText.of(number));
      case STATUS -> new Value.Text(new Literal.Status(SpanStatus.of((int) number)).text());
      case KIND -> new Value.Text(new Literal.Kind(SpanKind.of((int) number)).text());
      case NIL, BOOLEAN, INTEGER, REAL, TEXT, ARRAY, BYTES, MAP -> raw;
    };
  }

  /// Whether a comparison of this number with another holds.
  public boolean compares(ComparisonOperator operator, Literal.Numeric number) {
    return switch (number) {
      case Literal.Whole(var whole) -> Numbers.holds(operator, type, bits(), Type.INTEGER, whole);
      case Literal.Duration(var nanos) ->
          Numbers.holds(operator, type, bits(), Type.DURATION, nanos);
      case Literal.Real(var real) ->
          Numbers.holds(operator, type, bits(), Type.REAL, Double.doubleToRawLongBits(real));
    };
  }

  /// The bits of a number, as [Type] tells.
  private long bits() {
    return switch (raw) {
      case Value.Whole(var number) -> number;
      case Value.Real(var number) -> Double.doubleToRawLongBits(number);
      case Value.Truth(var isTrue) -> isTrue ? 1 : 0;
      case Value.Text _, Value.Document _ -> throw new IllegalStateException("no number: " + raw);
    };
  }

  @Override
  public int compareTo(TypedValue other) {
    return ORDER.compare(this, other);
  }

  private static int compareRaw(TypedValue left, TypedValue right) {
    if (left.raw instanceof Value.Real(var first) && right.raw instanceof Value.Real(var second)) {
      return Double.compare(first, second);
    }
    if (left.raw instanceof Value.Text(var first) && right.raw instanceof Value.Text(var second)) {
      return first.compareTo(second);
    }
    if (left.raw instanceof Value.Document(_, var first)
        && right.raw instanceof Value.Document(_, var second)) {
      return first.compareTo(second);
    }
    return Long.compare(left.bits(), right.bits());
  }
}
