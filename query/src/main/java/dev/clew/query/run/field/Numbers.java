package dev.clew.query.run.field;

import dev.clew.query.traceql.ArithmeticOperator;
import dev.clew.query.traceql.ComparisonOperator;

/// Compares and computes numbers that are given as a type and its bits.
final class Numbers {
  private static final double LONG_RANGE = 0x1p63;

  private Numbers() {}

  /// Whether a comparison holds. Integers and durations compare exactly, all else as doubles.
  static boolean holds(
      ComparisonOperator operator, Type leftType, long left, Type rightType, long right) {
    boolean isReal = leftType == Type.REAL || rightType == Type.REAL;
    return isReal
        ? operator.holds(leftType.asDouble(left), rightType.asDouble(right))
        : operator.holds(Long.compare(left, right));
  }

  /// Computes, and leaves the result at the position. An integer of two integers, a duration where
  /// one can be meant, else a double.
  static Type compute(
      ArithmeticOperator operator,
      Type leftType,
      long left,
      Type rightType,
      long right,
      Position at) {
    if (leftType == Type.INTEGER && rightType == Type.INTEGER) {
      at.bits = whole(operator, left, right);
      return Type.INTEGER;
    }
    double result = operator.apply(leftType.asDouble(left), rightType.asDouble(right));
    boolean isLeft = leftType == Type.DURATION;
    boolean isRight = rightType == Type.DURATION;
    if (isDuration(operator, isLeft, isRight) && Math.abs(result) < LONG_RANGE) {
      at.bits = (long) result;
      return Type.DURATION;
    }
    at.bits = Double.doubleToRawLongBits(result);
    return Type.REAL;
  }

  private static long whole(ArithmeticOperator operator, long left, long right) {
    try {
      return operator.apply(left, right);
    } catch (ArithmeticException _) {
      throw new EvaluationFailure(
          "division by zero: %d %s %d".formatted(left, operator.text(), right));
    }
  }

  private static boolean isDuration(ArithmeticOperator operator, boolean isLeft, boolean isRight) {
    return switch (operator) {
      case ADD, SUBTRACT -> isLeft || isRight;
      case MULTIPLY -> isLeft != isRight;
      case DIVIDE, MODULO -> isLeft && !isRight;
      case POWER -> false;
    };
  }
}
