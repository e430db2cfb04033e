package dev.clew.query.promql.run;

import dev.clew.query.promql.functions.ElementFunctions;
import dev.clew.query.promql.tree.BinaryOperator;

/// What an operator computes of two numbers; comparisons give 1 and 0.
@FunctionalInterface
interface FloatOperator {
  double apply(double left, double right);

  static FloatOperator of(BinaryOperator operator) {
    return switch (operator) {
      case ADD -> (left, right) -> left + right;
      case SUBTRACT -> (left, right) -> left - right;
      case MULTIPLY -> (left, right) -> left * right;
      case DIVIDE -> (left, right) -> left / right;
      case MODULO -> (left, right) -> left % right;
      case POWER -> ElementFunctions::power;
      case ATAN2 -> Math::atan2;
      case EQUAL -> (left, right) -> left == right ? 1 : 0;
      case NOT_EQUAL -> (left, right) -> left != right ? 1 : 0;
      case LESS -> (left, right) -> left < right ? 1 : 0;
      case LESS_OR_EQUAL -> (left, right) -> left <= right ? 1 : 0;
      case GREATER -> (left, right) -> left > right ? 1 : 0;
      case GREATER_OR_EQUAL -> (left, right) -> left >= right ? 1 : 0;
      case AND, OR, UNLESS, TRIM_LOWER, TRIM_UPPER ->
          throw new IllegalArgumentException("not of numbers: " + operator);
    };
  }
}
