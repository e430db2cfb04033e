package dev.clew.query.run.field;

import dev.clew.query.traceql.Aggregation;
import dev.clew.query.traceql.ComparisonOperator;
import org.jspecify.annotations.Nullable;

/// Makes one number of the values of many spans; what is no number is passed over.
public final class Aggregate {
  private final Aggregation aggregation;
  private final SpanValue value;
  private Type type = Type.NIL;
  private long bits;
  private double total;
  private long count;

  public Aggregate(Aggregation aggregation, SpanValue value) {
    this.aggregation = aggregation;
    this.value = value;
  }

  /// Takes the value of a span.
  public void add(Position at) {
    Type next = value.read(at);
    if (!next.isNumeric()) {
      return;
    }
    if (type == Type.NIL) {
      type = next;
      bits = at.bits;
      total = next.asDouble(at.bits);
      count = 1;
      return;
    }
    switch (aggregation) {
      case MIN -> replaceIf(ComparisonOperator.LESS, next, at.bits);
      case MAX -> replaceIf(ComparisonOperator.GREATER, next, at.bits);
      case SUM -> sum(next, at.bits);
      case AVG -> {
        total += next.asDouble(at.bits);
        count++;
      }
    }
  }

  /// The number; null if no span had one.
  public @Nullable TypedValue result() {
    if (type == Type.NIL) {
      return null;
    }
    if (aggregation == Aggregation.AVG) {
      double mean = total / count;
      return type == Type.DURATION ? TypedValue.duration((long) mean) : TypedValue.real(mean);
    }
    return switch (type) {
      case DURATION -> TypedValue.duration(bits);
      case REAL -> TypedValue.real(Double.longBitsToDouble(bits));
      default -> TypedValue.whole(bits);
    };
  }

  private void replaceIf(ComparisonOperator operator, Type next, long nextBits) {
    if (Numbers.holds(operator, next, nextBits, type, bits)) {
      type = next;
      bits = nextBits;
    }
  }

  /// A value of another type than the first is ignored.
  private void sum(Type next, long nextBits) {
    if (next == type && type == Type.REAL) {
      total += Double.longBitsToDouble(nextBits);
      bits = Double.doubleToRawLongBits(total);
    } else if (next == type) {
      bits += nextBits;
    }
  }
}
