package dev.clew.query.traceql;

import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Predicate;
import dev.clew.query.traceql.Parsed.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Flattens a filter to OR of ANDs of single predicates. What is none is taken for true, so that
/// the result never leaves out a span that the filter means.
final class PredicateGroups {
  static final int MAX_GROUPS = 100;

  private static final List<List<Predicate>> TRUE = List.of(List.of());

  private PredicateGroups() {}

  static TagFilter of(FieldExpression filter) {
    List<List<Predicate>> groups = groups(filter);
    return groups.stream().anyMatch(List::isEmpty)
        ? new TagFilter.Everything()
        : new TagFilter.AnyOf(groups);
  }

  private static List<List<Predicate>> groups(FieldExpression filter) {
    return switch (filter) {
      case Logic(var operator, var operands) ->
          operator == LogicOperator.AND ? all(operands) : any(operands);
      case Comparison(var operator, SpanField field, Literal value) ->
          List.of(List.of(new Comparison(operator, field, value)));
      case Comparison(var operator, Literal value, SpanField field) ->
          List.of(List.of(new Comparison(operator.mirrored(), field, value)));
      case Match match when match.operand() instanceof SpanField -> List.of(List.of(match));
      case FieldExpression _ -> TRUE;
    };
  }

  private static List<List<Predicate>> any(List<FieldExpression> operands) {
    Set<List<Predicate>> groups = new LinkedHashSet<>();
    for (FieldExpression operand : operands) {
      groups.addAll(groups(operand));
      bound(groups);
    }
    return List.copyOf(groups);
  }

  private static List<List<Predicate>> all(List<FieldExpression> operands) {
    List<List<Predicate>> groups = TRUE;
    for (FieldExpression operand : operands) {
      List<List<Predicate>> more = groups(operand);
      groups =
          groups.stream()
              .flatMap(group -> more.stream().map(other -> joined(group, other)))
              .toList();
      bound(groups);
    }
    return groups;
  }

  private static List<Predicate> joined(List<Predicate> left, List<Predicate> right) {
    return Stream.concat(left.stream(), right.stream()).toList();
  }

  private static void bound(Collection<?> groups) {
    if (groups.size() > MAX_GROUPS) {
      String reason = "the filter has more than %d alternatives".formatted(MAX_GROUPS);
      throw new Refusal(Kind.LIMIT, 0, reason);
    }
  }
}
