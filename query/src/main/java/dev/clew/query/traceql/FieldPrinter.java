package dev.clew.query.traceql;

import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Literal.Bool;
import dev.clew.query.traceql.Literal.Kind;
import dev.clew.query.traceql.Literal.Nil;
import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.Literal.Status;
import dev.clew.query.traceql.Literal.Text;
import java.util.List;

/// Writes field expressions with all brackets but the outermost, and those that say nothing: in
/// lists of one `&&` or `||`, and around a sign behind a sign.
final class FieldPrinter {
  private final StringBuilder text;

  FieldPrinter(StringBuilder text) {
    this.text = text;
  }

  static String of(FieldExpression expression) {
    StringBuilder text = new StringBuilder();
    new FieldPrinter(text).print(expression);
    return text.toString();
  }

  void print(FieldExpression expression) {
    switch (expression) {
      case Literal literal -> text.append(of(literal));
      case SpanField field -> text.append(field.text());
      case Not(var operand) -> prefixed("!", operand);
      case Negative(var operand) -> prefixed("-", operand);
      case Logic(var operator, var operands) -> list(operator, operands);
      case Comparison(var operator, var left, var right) -> joined(left, operator, right);
      case Arithmetic(var operator, var left, var right) -> joined(left, operator, right);
      case Match(var operand, var isNegated, var regex) -> {
        MatchOperator operator = isNegated ? MatchOperator.DOES_NOT_MATCH : MatchOperator.MATCHES;
        joined(operand, operator, new Text(regex.text()));
      }
    }
  }

  static String of(Literal literal) {
    return switch (literal) {
      case Text(var value) -> StringText.of(value);
      case Numeric number -> NumberText.of(number);
      case Bool(var value) -> Boolean.toString(value);
      case Nil() -> "nil";
      case Status status -> status.text();
      case Kind kind -> kind.text();
    };
  }

  private void prefixed(String sign, FieldExpression operand) {
    text.append(sign);
    if (operand instanceof Not || operand instanceof Negative) {
      print(operand);
    } else {
      operand(operand);
    }
  }

  private void list(LogicOperator operator, List<FieldExpression> operands) {
    operand(operands.getFirst());
    for (FieldExpression operand : operands.subList(1, operands.size())) {
      text.append(' ').append(operator.text()).append(' ');
      operand(operand);
    }
  }

  private void joined(FieldExpression left, FieldOperator operator, FieldExpression right) {
    boolean takesMinus = operator.level() > Precedence.SUM && isNegative(left);
    if (takesMinus) {
      bracketed(left);
    } else {
      operand(left);
    }
    text.append(' ').append(operator.text()).append(' ');
    operand(right);
  }

  /// Whether the text begins with a minus, which would reach over `*` to the right.
  private static boolean isNegative(FieldExpression expression) {
    return expression instanceof Numeric number && of(number).startsWith("-");
  }

  private void operand(FieldExpression operand) {
    if (operand instanceof SpanField || operand instanceof Literal) {
      print(operand);
    } else {
      bracketed(operand);
    }
  }

  private void bracketed(FieldExpression expression) {
    text.append('(');
    print(expression);
    text.append(')');
  }
}
