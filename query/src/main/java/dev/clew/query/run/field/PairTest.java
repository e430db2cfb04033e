package dev.clew.query.run.field;

import dev.clew.model.Strings;
import dev.clew.query.traceql.ComparisonOperator;

/// Compares two computed values.
record PairTest(Strings strings, ComparisonOperator operator, Operand left, Operand right)
    implements SpanTest {

  @Override
  public boolean holds(Position at) {
    Type leftType = left.read(at);
    if (leftType == Type.NIL) {
      return false;
    }
    long leftBits = at.bits;
    byte[] leftText = at.text;
    Type rightType = right.read(at);
    long rightBits = at.bits;
    byte[] rightText = at.text;
    if (leftType == Type.ARRAY && rightType == Type.ARRAY) {
      throw new EvaluationFailure("two arrays cannot be compared");
    }
    if (leftType == Type.ARRAY) {
      return elements(
          leftBits,
          positive ->
              (type, each) ->
                  holds(positive, type, each.bits, each.text, rightType, rightBits, rightText),
          rightType);
    }
    if (rightType == Type.ARRAY) {
      return elements(
          rightBits,
          positive ->
              (type, each) ->
                  holds(positive, leftType, leftBits, leftText, type, each.bits, each.text),
          leftType);
    }
    return holds(operator, leftType, leftBits, leftText, rightType, rightBits, rightText);
  }

  /// Makes a test of an element that uses an operator.
  private interface ElementTest {
    ValueTest with(ComparisonOperator positive);
  }

  private boolean elements(long array, ElementTest test, Type other) {
    boolean isNegated = operator == ComparisonOperator.NOT_EQUAL;
    ComparisonOperator positive = isNegated ? ComparisonOperator.EQUAL : operator;
    return other != Type.NIL
        && ArrayElements.any(strings, (int) array, test.with(positive)) != isNegated;
  }

  private boolean holds(
      ComparisonOperator with,
      Type leftType,
      long leftBits,
      byte[] leftText,
      Type rightType,
      long rightBits,
      byte[] rightText) {
    if (leftType.isNumeric() && rightType.isNumeric()) {
      return Numbers.holds(with, leftType, leftBits, rightType, rightBits);
    }
    if (leftType != rightType) {
      return false;
    }
    return switch (leftType) {
      case TEXT -> with.holds(Texts.compare(strings, leftBits, leftText, rightBits, rightText));
      case BOOLEAN, STATUS, KIND ->
          !with.needsOrder() && (leftBits == rightBits) == (with == ComparisonOperator.EQUAL);
      case NIL, INTEGER, REAL, DURATION, ARRAY, BYTES, MAP -> false;
    };
  }
}
