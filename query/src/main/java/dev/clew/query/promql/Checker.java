package dev.clew.query.promql;

import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.series.Labels;
import dev.clew.query.promql.series.Quotes;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import dev.clew.query.promql.tree.ValueType;
import java.util.List;

/// Checks that the types in a tree fit, inner nodes first and from left to right.
final class Checker {
  private final String text;

  private Checker(String text) {
    this.text = text;
  }

  /// Refuses a query that has no meaning.
  static void check(Expression query, String text) {
    new Checker(text).check(query);
  }

  private void check(Expression expression) {
    switch (expression) {
      case Expression.NumberLiteral _, Expression.StringLiteral _ -> {}
      case VectorSelector selector -> checkSelector(selector);
      case RangeSelector range -> checkSelector(range.selector());
      case Subquery subquery -> checkSubquery(subquery);
      case Call call -> checkCall(call);
      case Aggregation aggregation -> checkAggregation(aggregation);
      case Binary binary -> {
        check(binary.left());
        check(binary.right());
        new BinaryCheck(binary, text).run();
      }
      case Unary unary -> checkUnary(unary);
      case Expression.Parentheses parentheses -> check(parentheses.inner());
    }
  }

  private static void checkSelector(VectorSelector selector) {
    List<LabelMatcher> matchers = selector.matchers();
    if (selector.name().isEmpty()) {
      if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
        throw Refusal.at(
            selector.place(), "vector selector must contain at least one non-empty matcher");
      }
      return;
    }
    for (LabelMatcher matcher : matchers.subList(0, matchers.size() - 1)) {
      if (matcher.name().equals(Labels.NAME)) {
        throw Refusal.at(
            selector.place(),
            "metric name must not be set twice: %s or %s"
                .formatted(Quotes.quote(selector.name()), Quotes.quote(matcher.text())));
      }
    }
  }

  private void checkSubquery(Subquery subquery) {
    check(subquery.inner());
    ValueType type = subquery.inner().type();
    if (type != ValueType.VECTOR) {
      throw Refusal.at(
          subquery.place(),
          "subquery is only allowed on instant vector, got %s instead".formatted(type.id()));
    }
  }

  private void checkUnary(Unary unary) {
    check(unary.inner());
    ValueType type = unary.type();
    if (type != ValueType.SCALAR && type != ValueType.VECTOR) {
      throw Refusal.at(
          unary.place(),
          "unary expression only allowed on expressions of type scalar or instant vector, got %s"
              .formatted(Quotes.quote(type.title())));
    }
  }

  private void checkAggregation(Aggregation aggregation) {
    expect(aggregation.inner(), ValueType.VECTOR, "aggregation expression");
    ValueType parameter = aggregation.aggregator().parameter();
    if (aggregation.parameter() != null && parameter != null) {
      expect(aggregation.parameter(), parameter, "aggregation parameter");
    }
  }

  private void checkCall(Call call) {
    checkCount(call);
    boolean hasLabels = call.function() == Builtin.INFO && call.arguments().size() > 1;
    if (hasLabels) {
      checkInfoLabels(call.arguments().get(1));
    }
    List<ValueType> types = call.function().arguments();
    String context = "call to function " + Quotes.quote(call.function().text());
    for (int i = 0; i < call.arguments().size(); i++) {
      if (!hasLabels || i != 1) {
        expect(call.arguments().get(i), types.get(Math.min(i, types.size() - 1)), context);
      }
    }
  }

  private static void checkCount(Call call) {
    Builtin function = call.function();
    int count = call.arguments().size();
    String how =
        function.hasFixedCount() ? "" : count < function.fewest() ? "at least " : "at most ";
    int expected = count < function.fewest() ? function.fewest() : function.most();
    if (count < function.fewest() || count > function.most()) {
      throw Refusal.at(
          call.place(),
          "expected %s%d argument(s) in call to %s, got %d"
              .formatted(how, expected, Quotes.quote(function.text()), count));
    }
  }

  /// The second argument of `info` looks like a selector, and names labels.
  private static void checkInfoLabels(Expression argument) {
    if (!(argument instanceof VectorSelector selector)) {
      throw Refusal.at(argument.place(), "expected label selectors only");
    }
    if (!selector.name().isEmpty()) {
      throw Refusal.at(
          argument.place(), "expected label selectors only, got vector selector instead");
    }
  }

  private void expect(Expression expression, ValueType type, String context) {
    check(expression);
    if (expression.type() != type) {
      throw Refusal.at(
          expression.place(),
          "expected type %s in %s, got %s"
              .formatted(type.title(), context, expression.type().title()));
    }
  }
}
