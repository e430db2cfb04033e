package dev.clew.query.promql.tree;

import dev.clew.query.promql.series.LabelMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query, or a part of one that yields a value.
public sealed interface Expression {

  /// Where it stands.
  Place place();

  /// What it yields.
  ValueType type();

  /// A number.
  ///
  /// @param isDuration whether it was written as a duration, such as `5m`
  record NumberLiteral(double value, boolean isDuration, Place place) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.SCALAR;
    }
  }

  /// A string. Bytes that are not UTF-8 stand as chars U+DC80 to U+DCFF.
  record StringLiteral(String value, Place place) implements Expression {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /// `name{label="value"} @ … offset …`: the newest sample of each series.
  ///
  /// @param name the name in front of the braces; empty if there is none
  /// @param matchers all conditions, the one on the name included
  record VectorSelector(
      String name, List<LabelMatcher> matchers, Edges edges, TimeShift shift, Place place)
      implements Expression {
    public VectorSelector {
      matchers = List.copyOf(matchers);
    }

    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }

    /// The same with another shift, and reaching further in the text.
    public VectorSelector shifted(TimeShift other, int end) {
      return new VectorSelector(name, matchers, edges, other, new Place(place.start(), end));
    }

    /// The same with other edges, and reaching further in the text.
    public VectorSelector edged(Edges other, int end) {
      return new VectorSelector(name, matchers, other, shift, new Place(place.start(), end));
    }
  }

  /// `selector[5m]`: the samples of each series in a window. What shifts it is kept in the
  /// selector.
  record RangeSelector(VectorSelector selector, DurationExpression range, Place place)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// `inner[1h:5m]`: the values of an expression at several times.
  ///
  /// @param step null for the default of the engine
  record Subquery(
      Expression inner,
      DurationExpression range,
      @Nullable DurationExpression step,
      TimeShift shift,
      Place place)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.MATRIX;
    }
  }

  /// A function with its arguments.
  record Call(Builtin function, List<Expression> arguments, Place place) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public ValueType type() {
      return function.result();
    }
  }

  /// An aggregation over the series of a vector.
  ///
  /// @param parameter what stands first, for example `5` in `topk(5, x)`
  record Aggregation(
      Aggregator aggregator,
      Grouping grouping,
      @Nullable Expression parameter,
      Expression inner,
      Place place)
      implements Expression {
    @Override
    public ValueType type() {
      return ValueType.VECTOR;
    }
  }

  /// Two expressions and an operator.
  ///
  /// @param returnsBool whether a comparison yields 0 and 1 instead of choosing
  record Binary(
      BinaryOperator operator,
      boolean returnsBool,
      Matching matching,
      Expression left,
      Expression right)
      implements Expression {
    @Override
    public Place place() {
      return left.place().to(right.place());
    }

    @Override
    public ValueType type() {
      boolean isScalar = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
      return isScalar ? ValueType.SCALAR : ValueType.VECTOR;
    }
  }

  /// A sign before an expression.
  record Unary(boolean isMinus, Expression inner, Place place) implements Expression {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }

  /// An expression in brackets.
  record Parentheses(Expression inner, Place place) implements Expression {
    @Override
    public ValueType type() {
      return inner.type();
    }
  }
}
