package dev.clew.query.traceql;

import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Literal.Bool;
import dev.clew.query.traceql.Literal.Duration;
import dev.clew.query.traceql.Literal.Nil;
import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.Literal.Real;
import dev.clew.query.traceql.Literal.Text;
import dev.clew.query.traceql.Literal.Whole;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds field expressions and computes those that need no span. What has no value is left as it
/// is for the validator: `1 / 0`, `1 + "a"`.
final class Folding {
  /// A longer text is matched with its regular expression only when the query runs.
  private static final int MAX_MATCHED_CHARS = 1_000;

  private static final double LONG_RANGE = 0x1p63;

  private Folding() {}

  static FieldExpression not(FieldExpression operand) {
    return operand instanceof Bool(var value) ? new Bool(!value) : new Not(operand);
  }

  static FieldExpression negative(FieldExpression operand) {
    return operand instanceof Numeric number ? number.negated() : new Negative(operand);
  }

  /// Joins two or more operands; those constants with which the list starts become one.
  static FieldExpression logic(LogicOperator operator, List<FieldExpression> operands) {
    boolean isAnd = operator == LogicOperator.AND;
    boolean result = isAnd;
    int constants = 0;
    while (constants < operands.size() && operands.get(constants) instanceof Bool(var value)) {
      result = isAnd ? (result && value) : (result || value);
      constants++;
    }
    if (constants < 2) {
      return new Logic(operator, operands);
    }
    FieldExpression folded = new Bool(result);
    List<FieldExpression> others = operands.subList(constants, operands.size());
    return others.isEmpty()
        ? folded
        : new Logic(operator, Stream.concat(Stream.of(folded), others.stream()).toList());
  }

  static FieldExpression match(FieldExpression operand, boolean isNegated, Regex regex) {
    return operand instanceof Text(var text) && text.length() <= MAX_MATCHED_CHARS
        ? new Bool(regex.matches(text) != isNegated)
        : new Match(operand, isNegated, regex);
  }

  static FieldExpression arithmetic(
      ArithmeticOperator operator, FieldExpression left, FieldExpression right) {
    if (left instanceof Numeric first && right instanceof Numeric second) {
      Numeric result = compute(operator, first, second);
      if (result != null) {
        return result;
      }
    }
    return new Arithmetic(operator, left, right);
  }

  /// The result of arithmetic on two numbers: an integer of two integers, a duration where one can
  /// be meant, else a float. Null if it divides by zero or leaves the range of a double.
  static @Nullable Numeric compute(ArithmeticOperator operator, Numeric left, Numeric right) {
    if (left instanceof Whole(var first) && right instanceof Whole(var second)) {
      try {
        return new Whole(operator.apply(first, second));
      } catch (ArithmeticException _) {
        return null;
      }
    }
    double result = operator.apply(left.asDouble(), right.asDouble());
    if (isDuration(operator, left, right) && Math.abs(result) < LONG_RANGE) {
      return new Duration((long) result);
    }
    return Double.isFinite(result) ? new Real(result) : null;
  }

  private static boolean isDuration(ArithmeticOperator operator, Numeric left, Numeric right) {
    boolean isLeft = left instanceof Duration;
    boolean isRight = right instanceof Duration;
    return switch (operator) {
      case ADD, SUBTRACT -> isLeft || isRight;
      case MULTIPLY -> isLeft != isRight;
      case DIVIDE, MODULO -> isLeft && !isRight;
      case POWER -> false;
    };
  }

  static FieldExpression comparison(
      ComparisonOperator operator, FieldExpression left, FieldExpression right) {
    if (left instanceof Nil && !(right instanceof Nil) && !operator.needsOrder()) {
      return comparison(operator, right, left);
    }
    if (left instanceof Literal first && right instanceof Literal second) {
      Boolean result = holds(operator, first, second);
      if (result != null) {
        return new Bool(result);
      }
    }
    return new Comparison(operator, left, right);
  }

  /// Whether a comparison of literals holds; null if it makes no sense.
  private static @Nullable Boolean holds(ComparisonOperator operator, Literal left, Literal right) {
    if (left instanceof Numeric first && right instanceof Numeric second) {
      return holds(operator, first, second);
    }
    if (left instanceof Text(var first) && right instanceof Text(var second)) {
      return operator.holds(inByteOrder(first, second));
    }
    if (operator.needsOrder()) {
      return null;
    }
    if (right instanceof Nil) {
      return !(left instanceof Nil) && operator == ComparisonOperator.NOT_EQUAL;
    }
    return left.type() == right.type()
        ? left.equals(right) == (operator == ComparisonOperator.EQUAL)
        : null;
  }

  private static boolean holds(ComparisonOperator operator, Numeric left, Numeric right) {
    if (left instanceof Whole(var first) && right instanceof Whole(var second)) {
      return operator.holds(Long.compare(first, second));
    }
    if (left instanceof Duration(var first) && right instanceof Duration(var second)) {
      return operator.holds(Long.compare(first, second));
    }
    return operator.holds(left.asDouble(), right.asDouble());
  }

  /// Compares as UTF-8 bytes do, which is the order of code points.
  private static int inByteOrder(String left, String right) {
    int end = Math.min(left.length(), right.length());
    int i = 0;
    while (i < end && left.charAt(i) == right.charAt(i)) {
      i++;
    }
    return i == end
        ? Integer.compare(left.length(), right.length())
        : Integer.compare(codePointAround(left, i), codePointAround(right, i));
  }

  private static int codePointAround(String text, int index) {
    boolean isSecondHalf =
        index > 0
            && Character.isLowSurrogate(text.charAt(index))
            && Character.isHighSurrogate(text.charAt(index - 1));
    return text.codePointAt(isSecondHalf ? index - 1 : index);
  }
}
