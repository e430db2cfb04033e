package dev.clew.query.promql.run;

import dev.clew.query.promql.tree.Aggregator;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import java.util.EnumSet;
import java.util.Set;

/// What can be told from an expression alone.
final class Expressions {
  /// Functions whose value depends on the time of the evaluation.
  private static final Set<Builtin> TIMED =
      EnumSet.of(
          Builtin.DAYS_IN_MONTH,
          Builtin.DAY_OF_MONTH,
          Builtin.DAY_OF_WEEK,
          Builtin.DAY_OF_YEAR,
          Builtin.HOUR,
          Builtin.MINUTE,
          Builtin.MONTH,
          Builtin.YEAR,
          Builtin.PREDICT_LINEAR,
          Builtin.TIME,
          Builtin.START,
          Builtin.END,
          Builtin.STEP,
          Builtin.RANGE);

  private Expressions() {}

  /// The expression without brackets around it.
  static Expression unwrapped(Expression expression) {
    Expression inner = expression;
    while (inner instanceof Parentheses(Expression within, _)) {
      inner = within;
    }
    return inner;
  }

  /// Whether it has the same value at all steps because its selectors look at fixed times.
  static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral _, Expression.StringLiteral _ -> true;
      case VectorSelector selector -> selector.shift().at() != null;
      case RangeSelector range -> isConstant(range.selector());
      case Subquery subquery -> subquery.shift().at() != null;
      case Parentheses(var inner, _) -> isConstant(inner);
      case Unary(_, var inner, _) -> isConstant(inner);
      case Binary binary -> isConstant(binary.left()) && isConstant(binary.right());
      case Aggregation aggregation ->
          isConstant(aggregation.inner())
              && (aggregation.parameter() == null || isConstant(aggregation.parameter()));
      case Call call -> isConstant(call);
    };
  }

  private static boolean isConstant(Call call) {
    if (TIMED.contains(call.function())) {
      return false;
    }
    boolean isOfStep =
        call.function() == Builtin.TIMESTAMP
            && !(unwrapped(call.arguments().getFirst()) instanceof VectorSelector);
    return !isOfStep && call.arguments().stream().allMatch(Expressions::isConstant);
  }

  /// Whether two of the series that it yields may have the same labels, at different steps.
  static boolean mayRepeatLabels(Expression expression) {
    return switch (expression) {
      case Expression.NumberLiteral _,
          Expression.StringLiteral _,
          VectorSelector _,
          RangeSelector _ ->
          false;
      case Subquery _ -> false;
      case Aggregation aggregation ->
          choosesSeries(aggregation.aggregator()) && mayRepeatLabels(aggregation.inner());
      case Parentheses(var inner, _) -> mayRepeatLabels(inner);
      case Unary(_, var inner, _) -> mayRepeatLabels(inner);
      case Binary _ -> true;
      case Call call -> call.arguments().stream().anyMatch(Expressions::mayRepeatLabels);
    };
  }

  /// Whether an aggregation yields some of the series as they are.
  static boolean choosesSeries(Aggregator aggregator) {
    return switch (aggregator) {
      case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO -> true;
      case SUM, AVG, COUNT, MIN, MAX, GROUP, STDDEV, STDVAR, QUANTILE, COUNT_VALUES -> false;
    };
  }
}
