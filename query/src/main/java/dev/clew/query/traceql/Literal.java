package dev.clew.query.traceql;

import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import java.util.Locale;

/// A value written in the query.
public sealed interface Literal extends FieldExpression {

  /// What it is.
  FieldType type();

  /// A number; the three forms mix freely, a duration counts as its nanoseconds.
  sealed interface Numeric extends Literal {
    /// The value for arithmetic with mixed types.
    double asDouble();

    /// The number with its sign turned; the least integer stays as it is.
    Numeric negated();
  }

  /// A string.
  record Text(String value) implements Literal {
    @Override
    public FieldType type() {
      return FieldType.STRING;
    }
  }

  /// An integer.
  record Whole(long value) implements Numeric {
    @Override
    public FieldType type() {
      return FieldType.INTEGER;
    }

    @Override
    public double asDouble() {
      return value;
    }

    @Override
    public Whole negated() {
      return new Whole(-value);
    }
  }

  /// A finite floating-point number.
  record Real(double value) implements Numeric {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a finite number: " + value);
      }
    }

    @Override
    public FieldType type() {
      return FieldType.FLOAT;
    }

    @Override
    public double asDouble() {
      return value;
    }

    @Override
    public Real negated() {
      return new Real(-value);
    }
  }

  /// A span of time; never the least long, so that it can be negated.
  record Duration(long nanos) implements Numeric {
    public Duration {
      if (nanos == Long.MIN_VALUE) {
        throw new IllegalArgumentException("no such duration: " + nanos);
      }
    }

    @Override
    public FieldType type() {
      return FieldType.DURATION;
    }

    @Override
    public double asDouble() {
      return nanos;
    }

    @Override
    public Duration negated() {
      return new Duration(-nanos);
    }
  }

  /// `true` or `false`.
  record Bool(boolean value) implements Literal {
    @Override
    public FieldType type() {
      return FieldType.BOOLEAN;
    }
  }

  /// The absence of a value.
  record Nil() implements Literal {
    @Override
    public FieldType type() {
      return FieldType.NIL;
    }
  }

  /// How a span ended.
  record Status(SpanStatus value) implements Literal {
    /// The word of the query language: `ok`, `error` or `unset`.
    public String text() {
      return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public FieldType type() {
      return FieldType.STATUS;
    }
  }

  /// Which side of a call a span is.
  record Kind(SpanKind value) implements Literal {
    /// The word of the query language: `unspecified`, `internal`, `server` and so on.
    public String text() {
      return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public FieldType type() {
      return FieldType.KIND;
    }
  }
}
