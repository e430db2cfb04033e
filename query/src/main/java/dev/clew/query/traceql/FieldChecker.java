package dev.clew.query.traceql;

import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Literal.Whole;
import dev.clew.query.traceql.Parsed.Kind;

/// Works out the type of a field expression and refuses what no span could make true.
final class FieldChecker {
  private static final Attribute SERVICE = new Attribute(Scope.RESOURCE, "service.name");

  private final Notes notes;

  FieldChecker(Notes notes) {
    this.notes = notes;
  }

  /// Checks what stands in braces: a fact, or an attribute that may be one.
  void filter(FieldExpression condition, int outer) {
    FieldType type = typeOf(condition, outer);
    if (type != FieldType.ANY && type != FieldType.BOOLEAN) {
      throw mistyped(condition, outer, type, "a filter is true or false");
    }
  }

  /// Checks what is aggregated.
  void aggregated(FieldExpression field, int outer) {
    FieldType type = typeOf(field, outer);
    if (type != FieldType.ANY && !type.isNumeric()) {
      throw mistyped(field, outer, type, "only numbers are aggregated");
    }
    ofSpan(field, outer);
  }

  /// Checks what spans are grouped by.
  void grouped(FieldExpression field, int outer) {
    typeOf(field, outer);
    ofSpan(field, outer);
  }

  private void ofSpan(FieldExpression field, int outer) {
    if (!readsSpan(field)) {
      throw refusal(field, outer, " names no field of the span");
    }
  }

  private static boolean readsSpan(FieldExpression expression) {
    return switch (expression) {
      case SpanField _ -> true;
      case Literal _ -> false;
      case Not(var operand) -> readsSpan(operand);
      case Negative(var operand) -> readsSpan(operand);
      case Match(var operand, _, _) -> readsSpan(operand);
      case Logic(_, var operands) -> operands.stream().anyMatch(FieldChecker::readsSpan);
      case Comparison(_, var left, var right) -> readsSpan(left) || readsSpan(right);
      case Arithmetic(_, var left, var right) -> readsSpan(left) || readsSpan(right);
    };
  }

  /// Refuses fields of the parent span.
  void supported(SpanField field, int outer) {
    boolean isOfParent =
        switch (field) {
          case Attribute attribute -> attribute.scope().isOfParent();
          case Intrinsic intrinsic -> intrinsic == Intrinsic.PARENT;
        };
    if (isOfParent) {
      String reason = Refusal.excerpt(field.text()) + ": the parent span is not yet supported";
      throw new Refusal(Kind.UNSUPPORTED, notes.offset(field, outer), reason);
    }
  }

  /// The type of an expression, all of which is checked.
  ///
  /// @param outer where to point if it is unknown where the expression began
  private FieldType typeOf(FieldExpression expression, int outer) {
    int at = notes.offset(expression, outer);
    return switch (expression) {
      case Literal literal -> literal.type();
      case SpanField field -> {
        supported(field, at);
        yield field instanceof Intrinsic intrinsic ? intrinsic.type() : FieldType.ANY;
      }
      case Not(var operand) -> {
        demand(operand, FieldType.BOOLEAN, "!", at);
        yield FieldType.BOOLEAN;
      }
      case Negative(var operand) -> {
        demand(operand, FieldType.FLOAT, "-", at);
        yield FieldType.FLOAT;
      }
      case Match(var operand, var isNegated, _) -> {
        demand(operand, FieldType.STRING, isNegated ? "!~" : "=~", at);
        yield FieldType.BOOLEAN;
      }
      case Logic(var operator, var operands) -> {
        operands.forEach(operand -> demand(operand, FieldType.BOOLEAN, operator.text(), at));
        yield FieldType.BOOLEAN;
      }
      case Arithmetic arithmetic -> typeOf(arithmetic, at);
      case Comparison comparison -> typeOf(comparison, at);
    };
  }

  private void demand(FieldExpression operand, FieldType wanted, String operator, int outer) {
    FieldType type = typeOf(operand, outer);
    if (type == FieldType.NIL || !type.fits(wanted)) {
      String rule = "`%s` wants %s".formatted(operator, wanted.text());
      throw mistyped(operand, outer, type, rule);
    }
  }

  private FieldType typeOf(Arithmetic arithmetic, int at) {
    demand(arithmetic.left(), FieldType.FLOAT, arithmetic.operator().text(), at);
    demand(arithmetic.right(), FieldType.FLOAT, arithmetic.operator().text(), at);
    if (arithmetic.left() instanceof Whole && arithmetic.right() instanceof Whole) {
      throw refusal(arithmetic, at, " divides by zero");
    }
    return FieldType.FLOAT;
  }

  private FieldType typeOf(Comparison comparison, int at) {
    FieldType left = typeOf(comparison.left(), at);
    FieldType right = typeOf(comparison.right(), at);
    ComparisonOperator operator = comparison.operator();
    if (left == FieldType.NIL || right == FieldType.NIL) {
      withNil(comparison, at);
    } else if (!left.fits(right)) {
      String reason = " compares %s with %s".formatted(left.text(), right.text());
      throw refusal(comparison, at, reason);
    } else if (operator.needsOrder() && !(left.isOrdered() && right.isOrdered())) {
      String unordered = (left.isOrdered() ? right : left).text();
      String reason = ": values of type %s have no order".formatted(unordered);
      throw refusal(comparison, at, reason);
    }
    return FieldType.BOOLEAN;
  }

  private void withNil(Comparison comparison, int at) {
    if (comparison.operator().needsOrder()) {
      throw refusal(comparison, at, ": nil goes with `=` and `!=` only");
    }
    boolean isAlwaysThere =
        comparison.left() instanceof Intrinsic || comparison.left().equals(SERVICE);
    if (comparison.operator() == ComparisonOperator.EQUAL && isAlwaysThere) {
      throw refusal(comparison, at, ": this field is never absent");
    }
  }

  private Refusal mistyped(FieldExpression expression, int outer, FieldType type, String rule) {
    return refusal(expression, outer, " is of type %s; %s".formatted(type.text(), rule));
  }

  private Refusal refusal(FieldExpression expression, int outer, String reason) {
    String shown = Refusal.excerpt(FieldPrinter.of(expression));
    return Refusal.type(notes.offset(expression, outer), shown + reason);
  }
}
