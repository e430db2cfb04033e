package dev.clew.pipeline.ottl;

import java.util.List;

/// Sums, differences, products and quotients of numbers, instants and periods.
final class Arithmetic {
  private Arithmetic() {}

  static Operand operand(char operator, Operand left, Operand right) {
    return Computed.operand(
        List.of(left, right), (slots, target) -> apply(operator, slots[0], slots[1], target));
  }

  private static void apply(char operator, Slot left, Slot right, Slot target) {
    switch (left.kind()) {
      case INT, REAL -> numbers(operator, left, right, target);
      case TIME -> time(operator, left, right, target);
      case PERIOD -> period(operator, left, right, target);
      case NIL, BOOL, TEXT, BYTES, ITEMS, ENTRIES ->
          throw new EvaluationException(
              left.typeName() + " must be int64, float64, time.Time or time.Duration");
    }
  }

  private static void numbers(char operator, Slot left, Slot right, Slot target) {
    if (!right.kind().isNumber()) {
      throw new EvaluationException(right.typeName() + " must be int64 or float64");
    }
    if (operator == '/' && right.real() == 0) {
      throw new EvaluationException("attempted to divide by 0");
    }
    if (left.kind() == Kind.INT && right.kind() == Kind.INT) {
      long a = left.integer();
      long b = right.integer();
      target.integer(
          switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> throw new IllegalArgumentException("operator " + operator);
          });
    } else {
      double a = left.real();
      double b = right.real();
      target.real(
          switch (operator) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            case '/' -> a / b;
            default -> throw new IllegalArgumentException("operator " + operator);
          });
    }
  }

  private static void time(char operator, Slot left, Slot right, Slot target) {
    if (operator == '-' && right.kind() == Kind.TIME) {
      target.period(left.integer() - right.integer());
    } else if (operator == '-' && right.kind() == Kind.PERIOD) {
      target.time(left.integer() - right.integer());
    } else if (operator == '+' && right.kind() == Kind.PERIOD) {
      target.time(left.integer() + right.integer());
    } else {
      throw new EvaluationException(
          "time.Time %c %s is not supported".formatted(operator, right.typeName()));
    }
  }

  private static void period(char operator, Slot left, Slot right, Slot target) {
    if (operator == '+' && right.kind() == Kind.TIME) {
      target.time(left.integer() + right.integer());
    } else if (operator == '+' && right.kind() == Kind.PERIOD) {
      target.period(left.integer() + right.integer());
    } else if (operator == '-' && right.kind() == Kind.PERIOD) {
      target.period(left.integer() - right.integer());
    } else {
      throw new EvaluationException(
          "time.Duration %c %s is not supported".formatted(operator, right.typeName()));
    }
  }
}
