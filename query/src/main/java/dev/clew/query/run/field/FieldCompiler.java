package dev.clew.query.run.field;

import dev.clew.model.Origins;
import dev.clew.model.SpanBatch;
import dev.clew.query.traceql.Attribute;
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
import dev.clew.query.traceql.Scope;
import dev.clew.query.traceql.SpanField;
import java.util.List;

/// Makes field expressions into tests and values of the spans of one batch, which must not grow
/// meanwhile. What it makes belongs to one thread.
public final class FieldCompiler {
  private final SpanBatch batch;
  private final FieldOperands fields;
  private final OperandCompiler operands;
  private final ValueTests values;
  private final IdTests ids;
  private final Repetition repetition;

  public FieldCompiler(SpanBatch batch) {
    this.batch = batch;
    fields = new FieldOperands(batch);
    values = new ValueTests(batch.strings());
    ids = new IdTests(batch);
    repetition = new Repetition(batch);
    operands = new OperandCompiler(batch.strings(), fields, this::test);
  }

  /// A test for the spans of which the expression is true.
  public SpanTest test(FieldExpression expression) {
    return switch (expression) {
      case Literal.Bool(var isTrue) -> isTrue ? SpanTest.ALWAYS : SpanTest.NEVER;
      case Literal _, Negative _, Arithmetic _ -> SpanTest.NEVER;
      case SpanField field -> flag(field, true);
      case Not(var operand) -> falsehood(operand);
      case Logic(var operator, var parts) ->
          operator == LogicOperator.AND ? all(parts) : any(parts);
      case Comparison comparison -> comparison(comparison);
      case Match(var operand, var isNegated, var regex) ->
          ofValue(operand, values.match(regex, isNegated));
    };
  }

  /// A value for each span; the first where a span has several through its events or links.
  public SpanValue value(FieldExpression expression) {
    Operand operand = operands.of(expression);
    return new SpanValue(batch.strings(), repetition.first(operand, expression));
  }

  /// A test for the spans of which the expression is false, which of a missing attribute is not the
  /// same as not being true.
  private SpanTest falsehood(FieldExpression expression) {
    return switch (expression) {
      case SpanField field -> flag(field, false);
      case Not(var operand) -> test(operand);
      case Literal.Bool _, Logic _, Comparison _, Match _ -> test(expression).negated();
      case Literal _, Negative _, Arithmetic _ -> SpanTest.NEVER;
    };
  }

  private SpanTest flag(SpanField field, boolean isTrue) {
    return ofValue(field, values.comparison(ComparisonOperator.EQUAL, new Literal.Bool(isTrue)));
  }

  private SpanTest all(List<FieldExpression> parts) {
    SpanTest[] tests = parts.stream().map(this::test).toArray(SpanTest[]::new);
    return at -> {
      for (SpanTest test : tests) {
        if (!test.holds(at)) {
          return false;
        }
      }
      return true;
    };
  }

  /// True if some part is. But if the first part is neither true nor false, the second does not
  /// count: a join from the left makes `nil || true` false.
  private SpanTest any(List<FieldExpression> parts) {
    SpanTest[] tests = parts.stream().map(this::test).toArray(SpanTest[]::new);
    SpanTest firstIsFalse =
        isTruth(parts.getFirst()) ? SpanTest.ALWAYS : falsehood(parts.getFirst());
    return at -> {
      if (tests[0].holds(at)) {
        return true;
      }
      for (int i = firstIsFalse.holds(at) ? 1 : 2; i < tests.length; i++) {
        if (tests[i].holds(at)) {
          return true;
        }
      }
      return false;
    };
  }

  /// Whether an expression is always either true or false.
  private static boolean isTruth(FieldExpression expression) {
    return switch (expression) {
      case Literal.Bool _, Logic _, Comparison _, Match _ -> true;
      case Not(var operand) -> isTruth(operand);
      case SpanField _, Literal _, Negative _, Arithmetic _ -> false;
    };
  }

  private SpanTest comparison(Comparison comparison) {
    FieldExpression left = comparison.left();
    FieldExpression right = comparison.right();
    ComparisonOperator operator = comparison.operator();
    if (right instanceof Literal.Nil) {
      return presence(left, operator == ComparisonOperator.NOT_EQUAL);
    }
    if (left instanceof SpanField field && right instanceof Literal literal) {
      return ofField(field, operator, literal);
    }
    if (left instanceof Literal literal && right instanceof SpanField field) {
      return ofField(field, operator.mirrored(), literal);
    }
    boolean isOfTrace = IdTests.isTraceId(left) || IdTests.isTraceId(right);
    Operand first = isOfTrace ? ids.stripped(operands.of(left)) : operands.of(left);
    Operand second = isOfTrace ? ids.stripped(operands.of(right)) : operands.of(right);
    PairTest test = new PairTest(batch.strings(), operator, first, second);
    return repetition.some(test, left, right);
  }

  /// Only fields can be absent.
  private SpanTest presence(FieldExpression expression, boolean isWanted) {
    if (!(expression instanceof SpanField field)) {
      return isWanted ? SpanTest.ALWAYS : SpanTest.NEVER;
    }
    SpanTest isThere = ofValue(field, (type, _) -> type != Type.NIL);
    return isWanted ? isThere : isThere.negated();
  }

  private SpanTest ofField(SpanField field, ComparisonOperator operator, Literal literal) {
    boolean isPlain = operator.needsOrder() || !IdTests.isId(field);
    if (isPlain || !(literal instanceof Literal.Text(var digits))) {
      return ofValue(field, values.comparison(operator, literal));
    }
    SpanTest equal = ids.equal((Intrinsic) field, digits);
    SpanTest test = operator == ComparisonOperator.EQUAL ? equal : equal.negated();
    return repetition.some(test, field);
  }

  private SpanTest ofValue(FieldExpression expression, ValueTest test) {
    Operand plain = operands.of(expression);
    Operand operand = IdTests.isTraceId(expression) ? ids.stripped(plain) : plain;
    if (operand.equals(Operand.NOTHING)) {
      return SpanTest.NEVER;
    }
    SpanTest ofSpan = at -> test.holds(operand.read(at), at);
    if (expression instanceof Attribute(var scope, _) && scope == Scope.RESOURCE) {
      return perResource(ofSpan);
    }
    return repetition.some(ofSpan, expression);
  }

  /// Asks once per resource what depends on nothing else.
  private SpanTest perResource(SpanTest test) {
    Origins resources = batch.resources();
    Position[] asking = new Position[1];
    Memo known = new Memo(resources.size(), _ -> test.holds(asking[0]));
    return at -> {
      asking[0] = at;
      return known.holds(batch.resource(at.row()));
    };
  }
}
