package dev.clew.query.plan;

import static dev.clew.query.plan.Conditions.EVERYTHING;
import static dev.clew.query.plan.Conditions.NOTHING;

import dev.clew.model.Condition;
import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.LogicOperator;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.SpanField;
import dev.clew.query.traceql.SpansetExpression;
import dev.clew.query.traceql.SpansetExpression.Bracketed;
import dev.clew.query.traceql.SpansetExpression.Combined;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.SpansetExpression.Related;
import dev.clew.query.traceql.Stage;
import dev.clew.query.traceql.StructuralOperator.Mode;
import java.util.ArrayList;
import java.util.List;

/// Derives a condition that some span meets of every trace of which a pipeline keeps anything.
///
/// `A && B`, `A > B` and one stage after another need spans on both sides, maybe different ones, so
/// the rarer side is taken; `A || B` needs one of either, so both are joined by OR; `A !> B` needs
/// a span of B. Within a filter all is about one span. What cannot be told by comparing a field
/// with a value becomes "everything", and so does what is negated.
final class Necessity {
  private Necessity() {}

  static Condition of(Pipeline pipeline) {
    List<Condition> ofStages = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      if (stage instanceof SpansetExpression expression) {
        ofStages.add(of(expression));
      }
    }
    return Conditions.rarest(ofStages);
  }

  private static Condition of(SpansetExpression expression) {
    return switch (expression) {
      case Filter(var condition) -> ofTrace(condition);
      case Bracketed(var pipeline) -> of(pipeline);
      case Combined(var operator, var operands) -> {
        List<Condition> sides = operands.stream().map(Necessity::of).toList();
        yield operator == LogicOperator.AND ? Conditions.rarest(sides) : Conditions.or(sides);
      }
      case Related(var operator, var left, var right) ->
          operator.mode() == Mode.NEGATED
              ? of(right)
              : Conditions.rarest(List.of(of(left), of(right)));
    };
  }

  /// What some span of a trace meets in which the expression is true of some span.
  private static Condition ofTrace(FieldExpression expression) {
    Condition ofSpan = ofSpan(expression);
    if (!ofSpan.equals(EVERYTHING)) {
      return ofSpan;
    }
    return switch (expression) {
      case Logic(var operator, var operands) -> {
        List<Condition> parts = operands.stream().map(Necessity::ofTrace).toList();
        yield operator == LogicOperator.AND ? Conditions.rarest(parts) : Conditions.or(parts);
      }
      case Comparison(var operator, Intrinsic field, Literal literal) ->
          Comparisons.ofRoot(field, operator, literal);
      case Comparison(var operator, Literal literal, Intrinsic field) ->
          Comparisons.ofRoot(field, operator.mirrored(), literal);
      case Match(Intrinsic field, var isNegated, var regex) ->
          isNegated ? EVERYTHING : Comparisons.ofRoot(field, regex);
      default -> EVERYTHING;
    };
  }

  /// What a span meets of which the expression is true.
  private static Condition ofSpan(FieldExpression expression) {
    return switch (expression) {
      case Literal.Bool(var isTrue) -> isTrue ? EVERYTHING : NOTHING;
      case Literal _, Negative _, Arithmetic _ -> NOTHING;
      case SpanField field -> flag(field, true);
      case Not(SpanField field) -> flag(field, false);
      case Not(Not(var operand)) -> ofSpan(operand);
      case Not _ -> EVERYTHING;
      case Logic(var operator, var operands) -> {
        List<Condition> parts = operands.stream().map(Necessity::ofSpan).toList();
        yield operator == LogicOperator.AND ? Conditions.and(parts) : Conditions.or(parts);
      }
      case Match(SpanField field, var isNegated, var regex) ->
          Comparisons.of(field, isNegated, regex);
      case Match(var operand, _, _) -> present(List.of(operand));
      case Comparison comparison -> of(comparison);
    };
  }

  private static Condition flag(SpanField field, boolean isTrue) {
    return Comparisons.of(field, ComparisonOperator.EQUAL, new Literal.Bool(isTrue));
  }

  private static Condition of(Comparison comparison) {
    return switch (comparison) {
      case Comparison(var operator, SpanField field, Literal.Nil()) ->
          operator == ComparisonOperator.NOT_EQUAL ? Comparisons.exists(field) : EVERYTHING;
      case Comparison(_, _, Literal.Nil()) -> EVERYTHING;
      case Comparison(var operator, SpanField field, Literal literal) ->
          Comparisons.of(field, operator, literal);
      case Comparison(var operator, Literal literal, SpanField field) ->
          Comparisons.of(field, operator.mirrored(), literal);
      case Comparison(_, var left, var right) -> present(List.of(left, right));
    };
  }

  /// Values that are compared are there, and so is what they are computed from.
  private static Condition present(List<FieldExpression> values) {
    List<Condition> parts = new ArrayList<>();
    values.forEach(value -> addPresent(value, parts));
    return Conditions.and(parts);
  }

  private static void addPresent(FieldExpression value, List<Condition> parts) {
    switch (value) {
      case SpanField field -> parts.add(Comparisons.exists(field));
      case Negative(var operand) -> addPresent(operand, parts);
      case Not(var operand) -> addPresent(operand, parts);
      case Arithmetic(_, var left, var right) -> {
        addPresent(left, parts);
        addPresent(right, parts);
      }
      case Literal _, Logic _, Comparison _, Match _ -> {}
    }
  }
}
