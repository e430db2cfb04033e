package dev.clew.query.plan;

import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.Hints;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.LogicOperator;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.Query;
import dev.clew.query.traceql.SpanField;
import dev.clew.query.traceql.SpansetExpression.Filter;
import java.util.List;

/// Builds queries of one filter from parts that were not written in TraceQL.
final class Filters {
  private Filters() {}

  /// The query for spans of which all parts are true.
  static Query.Search query(List<FieldExpression> parts) {
    FieldExpression condition =
        parts.isEmpty() ? new Literal.Bool(true) : joined(LogicOperator.AND, parts);
    return new Query.Search(new Pipeline(List.of(new Filter(condition))), Hints.NONE);
  }

  /// At least one part is true.
  static FieldExpression any(List<FieldExpression> parts) {
    return joined(LogicOperator.OR, parts);
  }

  static FieldExpression equal(SpanField field, Literal value) {
    return new Comparison(ComparisonOperator.EQUAL, field, value);
  }

  private static FieldExpression joined(LogicOperator operator, List<FieldExpression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Logic(operator, parts);
  }
}
