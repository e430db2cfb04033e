package dev.clew.query.traceql;

import java.util.List;

/// One step of a [Pipeline]: spansets in, spansets out. A [SpansetExpression] is one too.
public sealed interface Stage
    permits SpansetExpression, Stage.Coalesce, Stage.GroupBy, Stage.ScalarFilter, Stage.Select {

  /// `by(field)`: one spanset per value.
  record GroupBy(FieldExpression field) implements Stage {}

  /// `coalesce()`: all spansets of a trace become one. Never the first stage.
  record Coalesce() implements Stage {}

  /// `select(…)`: adds fields to the result; has at least one.
  record Select(List<SpanField> fields) implements Stage {
    public Select {
      fields = List.copyOf(fields);
    }
  }

  /// `count() > 2` and its like: keeps the spansets for which it holds. After validation the left
  /// side is one aggregate and the right side one number.
  record ScalarFilter(ComparisonOperator operator, ScalarExpression left, ScalarExpression right)
      implements Stage {}
}
