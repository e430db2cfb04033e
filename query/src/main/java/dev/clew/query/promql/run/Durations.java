package dev.clew.query.promql.run;

import dev.clew.query.promql.PromQl;
import dev.clew.query.promql.functions.ElementFunctions;
import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.DurationExpression;
import dev.clew.query.promql.tree.DurationExpression.Arithmetic;
import dev.clew.query.promql.tree.DurationExpression.Extremum;
import dev.clew.query.promql.tree.DurationExpression.Group;
import dev.clew.query.promql.tree.DurationExpression.Literal;
import dev.clew.query.promql.tree.DurationExpression.Negated;
import dev.clew.query.promql.tree.DurationExpression.Range;
import dev.clew.query.promql.tree.DurationExpression.Step;

/// Computes spans of time in a query.
final class Durations {
  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private final PromQuery query;

  Durations(PromQuery query) {
    this.query = query;
  }

  /// A span that must be positive, in milliseconds.
  long positiveMillis(DurationExpression duration) {
    long millis = millis(duration);
    if (millis <= 0) {
      throw failure(duration, "duration must be greater than 0");
    }
    return millis;
  }

  /// A span in milliseconds; what is less than one is cut off.
  long millis(DurationExpression duration) {
    double seconds = seconds(duration);
    if (Double.isNaN(seconds)) {
      throw failure(duration, "duration is not a number");
    }
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw failure(duration, "duration out of range");
    }
    return Math.round(seconds * 1e9) / 1_000_000;
  }

  private double seconds(DurationExpression duration) {
    return switch (duration) {
      case Literal(double seconds, _, _) -> seconds;
      case Step _ -> query.step() / 1e3;
      case Range _ -> (query.end() - query.start()) / 1e3;
      case Extremum(boolean isMax, var left, var right, _) ->
          isMax ? Math.max(seconds(left), seconds(right)) : Math.min(seconds(left), seconds(right));
      case Negated(var inner, _) -> -seconds(inner);
      case Arithmetic(BinaryOperator operator, var left, var right) ->
          compute(operator, left, right);
      case Group(var inner, _) -> seconds(inner);
    };
  }

  private double compute(
      BinaryOperator operator, DurationExpression left, DurationExpression right) {
    double a = seconds(left);
    double b = seconds(right);
    return switch (operator) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / divisor(b, right, "division by zero");
      case MODULO -> a % divisor(b, right, "modulo by zero");
      case POWER -> ElementFunctions.power(a, b);
      default -> throw new IllegalStateException("no duration operator: " + operator);
    };
  }

  private double divisor(double value, DurationExpression divisor, String message) {
    if (value == 0) {
      throw failure(divisor, message);
    }
    return value;
  }

  private QueryFailure failure(DurationExpression duration, String message) {
    String position = PromQl.position(query.text(), duration.place().start());
    return QueryFailure.execution(position + ": " + message);
  }
}
