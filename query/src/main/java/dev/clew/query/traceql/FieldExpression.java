package dev.clew.query.traceql;

import java.util.List;
import java.util.stream.Stream;

/// What stands between the braces of a filter: a computation on the fields of one span.
///
/// The parser leaves no subtree that is made of literals only, unless it cannot be computed, and
/// writes a comparison with `nil` with the `nil` on the right.
public sealed interface FieldExpression
    permits SpanField,
        Literal,
        FieldExpression.Arithmetic,
        FieldExpression.Logic,
        FieldExpression.Negative,
        FieldExpression.Not,
        FieldExpression.Predicate {

  /// `!operand`
  record Not(FieldExpression operand) implements FieldExpression {}

  /// `-operand`
  record Negative(FieldExpression operand) implements FieldExpression {}

  /// `first && second && …` or `first || second || …`, at least two. Long lists are flat: the first
  /// operand is never joined by the same operator, it is replaced by its operands.
  record Logic(LogicOperator operator, List<FieldExpression> operands) implements FieldExpression {
    public Logic {
      if (operands.getFirst() instanceof Logic(var inner, var first) && inner == operator) {
        operands = Stream.concat(first.stream(), operands.stream().skip(1)).toList();
      }
      operands = List.copyOf(operands);
    }
  }

  /// `left + right` and its like
  record Arithmetic(ArithmeticOperator operator, FieldExpression left, FieldExpression right)
      implements FieldExpression {}

  /// A test of a value against another.
  sealed interface Predicate extends FieldExpression {}

  /// `left = right` and its like
  record Comparison(ComparisonOperator operator, FieldExpression left, FieldExpression right)
      implements Predicate {}

  /// `operand =~ regex`, or `operand !~ regex` if negated
  record Match(FieldExpression operand, boolean isNegated, Regex regex) implements Predicate {}
}
