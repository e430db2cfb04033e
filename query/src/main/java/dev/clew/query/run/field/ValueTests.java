package dev.clew.query.run.field;

import dev.clew.model.Strings;
import dev.clew.query.traceql.ComparisonOperator;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Regex;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Tests of a value against a literal or a regular expression, for one batch. A value of another
/// type never passes. Of an array some element has to; for `!=` and `!~` none may equal or match.
final class ValueTests {
  private final Strings strings;

  ValueTests(Strings strings) {
    this.strings = strings;
  }

  ValueTest comparison(ComparisonOperator operator, Literal literal) {
    ValueTest single = single(operator, literal);
    return operator == ComparisonOperator.NOT_EQUAL
        ? withArrays(single, single(ComparisonOperator.EQUAL, literal), true)
        : withArrays(single, single, false);
  }

  ValueTest match(Regex regex, boolean isNegated) {
    Memo known = new Memo(strings.size(), id -> regex.matches(strings.get(id)));
    ValueTest matches =
        (type, at) ->
            type == Type.TEXT
                && (at.bits >= 0
                    ? known.holds((int) at.bits)
                    : regex.matches(new String(at.text, StandardCharsets.UTF_8)));
    ValueTest single =
        isNegated ? (type, at) -> type == Type.TEXT && !matches.holds(type, at) : matches;
    return withArrays(single, matches, isNegated);
  }

  private ValueTest withArrays(ValueTest single, ValueTest element, boolean isNegated) {
    Memo known =
        new Memo(strings.size(), id -> ArrayElements.any(strings, id, element) != isNegated);
    return (type, at) -> type == Type.ARRAY ? known.holds((int) at.bits) : single.holds(type, at);
  }

  private ValueTest single(ComparisonOperator operator, Literal literal) {
    return switch (literal) {
      case Literal.Text(var text) -> text(operator, text);
      case Literal.Whole(var number) -> number(operator, Type.INTEGER, number);
      case Literal.Real(var number) ->
          number(operator, Type.REAL, Double.doubleToRawLongBits(number));
      case Literal.Duration(var nanos) -> number(operator, Type.DURATION, nanos);
      case Literal.Bool(var isTrue) -> constant(operator, Type.BOOLEAN, isTrue ? 1 : 0);
      case Literal.Status(var status) -> constant(operator, Type.STATUS, status.ordinal());
      case Literal.Kind(var kind) -> constant(operator, Type.KIND, kind.ordinal());
      case Literal.Nil() -> (_, _) -> false;
    };
  }

  private ValueTest text(ComparisonOperator operator, String literal) {
    byte[] utf8 = literal.getBytes(StandardCharsets.UTF_8);
    int id = strings.find(literal);
    return switch (operator) {
      case EQUAL -> (type, at) -> type == Type.TEXT && equal(at, id, utf8);
      case NOT_EQUAL -> (type, at) -> type == Type.TEXT && !equal(at, id, utf8);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          (type, at) ->
              type == Type.TEXT
                  && operator.holds(Texts.compare(strings, at.bits, at.text, id, utf8));
    };
  }

  private static boolean equal(Position at, int id, byte[] utf8) {
    return at.bits >= 0 ? at.bits == id : Arrays.equals(at.text, utf8);
  }

  private static ValueTest number(ComparisonOperator operator, Type type, long bits) {
    return (other, at) -> other.isNumeric() && Numbers.holds(operator, other, at.bits, type, bits);
  }

  private static ValueTest constant(ComparisonOperator operator, Type type, long bits) {
    return switch (operator) {
      case EQUAL -> (other, at) -> other == type && at.bits == bits;
      case NOT_EQUAL -> (other, at) -> other == type && at.bits != bits;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> (_, _) -> false;
    };
  }
}
