package dev.clew.query.run.field;

import dev.clew.model.Strings;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.SpanField;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// Makes field expressions into values of one event and one link.
final class OperandCompiler {
  private final Strings strings;
  private final FieldOperands fields;
  private final Function<FieldExpression, SpanTest> tests;

  /// @param tests makes the comparisons that stand within a value
  OperandCompiler(
      Strings strings, FieldOperands fields, Function<FieldExpression, SpanTest> tests) {
    this.strings = strings;
    this.fields = fields;
    this.tests = tests;
  }

  Operand of(FieldExpression expression) {
    return switch (expression) {
      case SpanField field -> fields.of(field);
      case Literal literal -> of(literal);
      case Arithmetic arithmetic -> of(arithmetic);
      case Negative(var operand) -> negative(of(operand));
      case Not(var operand) -> opposite(of(operand));
      case Comparison _, Match _, Logic _ -> {
        SpanTest test = tests.apply(expression);
        yield at -> leave(Type.BOOLEAN, test.holds(at) ? 1 : 0, at);
      }
    };
  }

  private Operand of(Literal literal) {
    return switch (literal) {
      case Literal.Text(var text) -> text(text);
      case Literal.Whole(var number) -> at -> leave(Type.INTEGER, number, at);
      case Literal.Real(var number) ->
          at -> leave(Type.REAL, Double.doubleToRawLongBits(number), at);
      case Literal.Duration(var nanos) -> at -> leave(Type.DURATION, nanos, at);
      case Literal.Bool(var isTrue) -> at -> leave(Type.BOOLEAN, isTrue ? 1 : 0, at);
      case Literal.Status(var status) -> at -> leave(Type.STATUS, status.ordinal(), at);
      case Literal.Kind(var kind) -> at -> leave(Type.KIND, kind.ordinal(), at);
      case Literal.Nil() -> Operand.NOTHING;
    };
  }

  private Operand text(String text) {
    int id = strings.find(text);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return id < 0 ? at -> Texts.leave(utf8, at) : at -> leave(Type.TEXT, id, at);
  }

  private Operand of(Arithmetic arithmetic) {
    Operand left = of(arithmetic.left());
    Operand right = of(arithmetic.right());
    return at -> {
      Type leftType = number(left.read(at));
      long leftBits = at.bits;
      Type rightType = number(right.read(at));
      boolean isAbsent = leftType == Type.NIL || rightType == Type.NIL;
      return isAbsent
          ? Type.NIL
          : Numbers.compute(arithmetic.operator(), leftType, leftBits, rightType, at.bits, at);
    };
  }

  private static Operand negative(Operand operand) {
    return at -> {
      Type type = number(operand.read(at));
      if (type == Type.REAL) {
        at.bits = Double.doubleToRawLongBits(-Double.longBitsToDouble(at.bits));
      } else {
        at.bits = -at.bits;
      }
      return type;
    };
  }

  private static Operand opposite(Operand operand) {
    return at -> {
      boolean isBoolean = operand.read(at) == Type.BOOLEAN;
      at.bits = 1 - at.bits;
      return isBoolean ? Type.BOOLEAN : Type.NIL;
    };
  }

  /// The type if it is that of a number, else that of nothing.
  private static Type number(Type type) {
    if (type == Type.ARRAY) {
      throw new EvaluationFailure("an attribute is an array; arrays take no arithmetic");
    }
    return type.isNumeric() ? type : Type.NIL;
  }

  private static Type leave(Type type, long bits, Position at) {
    at.bits = bits;
    return type;
  }
}
