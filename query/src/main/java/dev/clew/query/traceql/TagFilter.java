package dev.clew.query.traceql;

import dev.clew.query.traceql.FieldExpression.Predicate;
import java.util.List;

/// Which spans a half-typed query may mean; autocompletion offers what those have.
public sealed interface TagFilter {

  /// All spans: the text says nothing that can be used.
  record Everything() implements TagFilter {}

  /// Spans that satisfy all predicates of at least one group. No group is empty. A predicate is a
  /// [FieldExpression.Comparison] of a [SpanField] on its left with a [Literal] on its right, or a
  /// [FieldExpression.Match] of a [SpanField].
  record AnyOf(List<List<Predicate>> groups) implements TagFilter {
    public AnyOf {
      groups = groups.stream().map(List::copyOf).toList();
    }
  }

  /// The text asks for too much; the message is one line for its author.
  record Refused(String message) implements TagFilter {}
}
