package dev.clew.query.promql;

import dev.clew.query.promql.series.LabelMatcher;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.Aggregation;
import dev.clew.query.promql.tree.Expression.Binary;
import dev.clew.query.promql.tree.Expression.Call;
import dev.clew.query.promql.tree.Expression.Parentheses;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.Unary;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import java.util.ArrayList;
import java.util.List;

/// Gathers what a query reads.
final class Selectors {
  private final List<List<LabelMatcher>> found = new ArrayList<>();

  private Selectors() {}

  static List<List<LabelMatcher>> of(Expression query) {
    Selectors selectors = new Selectors();
    selectors.gather(query);
    return List.copyOf(selectors.found);
  }

  private void gather(Expression expression) {
    switch (expression) {
      case Expression.NumberLiteral _, Expression.StringLiteral _ -> {}
      case VectorSelector selector -> found.add(selector.matchers());
      case RangeSelector range -> gather(range.selector());
      case Subquery subquery -> gather(subquery.inner());
      case Call call -> call.arguments().forEach(this::gather);
      case Binary binary -> {
        gather(binary.left());
        gather(binary.right());
      }
      case Unary unary -> gather(unary.inner());
      case Parentheses parentheses -> gather(parentheses.inner());
      case Aggregation aggregation -> {
        if (aggregation.parameter() != null) {
          gather(aggregation.parameter());
        }
        gather(aggregation.inner());
      }
    }
  }
}
