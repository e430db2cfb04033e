package dev.clew.query.promql;

import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.DurationExpression;
import dev.clew.query.promql.tree.DurationExpression.Arithmetic;
import dev.clew.query.promql.tree.DurationExpression.Extremum;
import dev.clew.query.promql.tree.DurationExpression.Group;
import dev.clew.query.promql.tree.DurationExpression.Literal;
import dev.clew.query.promql.tree.DurationExpression.Negated;
import dev.clew.query.promql.tree.DurationExpression.Range;
import dev.clew.query.promql.tree.DurationExpression.Step;

/// Writes spans of time.
final class DurationPrinter {
  private DurationPrinter() {}

  /// A whole span; a number alone is written as a duration too.
  static String of(DurationExpression duration) {
    return duration instanceof Literal(double seconds, _, _)
        ? DurationText.of(seconds)
        : part(duration);
  }

  private static String part(DurationExpression duration) {
    return switch (duration) {
      case Literal(double seconds, boolean isDuration, _) ->
          isDuration ? DurationText.of(seconds) : Decimals.plain(seconds);
      case Step _ -> "step()";
      case Range _ -> "range()";
      case Extremum(boolean isMax, var left, var right, _) ->
          "%s(%s, %s)".formatted(isMax ? "max_of" : "min_of", part(left), part(right));
      case Negated(var inner, _) -> "-" + part(inner);
      case Arithmetic(BinaryOperator operator, var left, var right) ->
          "%s %s %s".formatted(part(left), operator.text(), part(right));
      case Group(var inner, _) -> "(" + part(inner) + ")";
    };
  }
}
