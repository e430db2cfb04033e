package dev.clew.query.traceql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what computes on the fields of one span, by operator precedence: an operand, then while
/// operators follow that bind at least as tightly as asked, each with what stands on its right.
final class FieldParser {
  private static final String OPERAND = "a field, a literal, `(`, `!` or `-`";

  private final Tokens tokens;
  private final Notes notes;
  private final RegexBudget regexes = new RegexBudget();

  FieldParser(Tokens tokens, Notes notes) {
    this.tokens = tokens;
    this.notes = notes;
  }

  /// Reads an expression up to where it cannot go on.
  FieldExpression expression() {
    return expression(Precedence.LOGIC);
  }

  /// Reads `{ … }`; an empty one is `{ true }`.
  FieldExpression braced() {
    tokens.expect(Sign.OPEN_BRACE);
    int start = tokens.offset();
    if (tokens.accept(Sign.CLOSE_BRACE)) {
      return notes.on(new Literal.Bool(true), start, List.of());
    }
    FieldExpression condition = expression();
    if (!tokens.accept(Sign.CLOSE_BRACE)) {
      throw tokens.unexpected("an operator or `}`");
    }
    return condition;
  }

  /// Reads `(` an expression `)`.
  FieldExpression bracketed() {
    tokens.expect(Sign.OPEN);
    FieldExpression inner = tokens.nested(this::expression);
    if (!tokens.accept(Sign.CLOSE)) {
      throw tokens.unexpected("an operator or `)`");
    }
    return inner;
  }

  /// Reads one field and nothing else.
  SpanField field() {
    if (tokens.peek() instanceof Token.Value(SpanField field, _, _)) {
      tokens.next();
      return field;
    }
    Intrinsic intrinsic = Intrinsic.of(tokens.word());
    if (intrinsic == null) {
      throw tokens.unexpected("a field like `span.http.method` or `name`");
    }
    tokens.next();
    return intrinsic;
  }

  /// Reads `(` fields `)`, at least one.
  List<SpanField> fields() {
    tokens.expect(Sign.OPEN);
    List<SpanField> fields = new ArrayList<>();
    do {
      fields.add(field());
    } while (tokens.accept(Sign.COMMA));
    if (!tokens.accept(Sign.CLOSE)) {
      throw tokens.unexpected("`,` or `)`");
    }
    return fields;
  }

  private FieldExpression expression(int level) {
    int start = tokens.offset();
    FieldExpression left = operand();
    FieldOperator operator = operator(level);
    while (operator != null) {
      int offset = tokens.offset();
      List<FieldExpression> operands = operands(left, operator);
      left =
          operator == ArithmeticOperator.POWER
              ? power(operands, start)
              : notes.on(joined(operator, operands, offset), start, operands);
      operator = operator(level);
    }
    return left;
  }

  /// The operator that comes next, if it binds at least as tightly as the level.
  private @Nullable FieldOperator operator(int level) {
    FieldOperator operator =
        tokens.peek() instanceof Token.Mark(var sign, _) ? sign.fieldOperator() : null;
    return operator != null && operator.level() >= level ? operator : null;
  }

  /// Reads the operands on the right: of `&&`, `||` and `^` all that the same sign joins, which
  /// makes a list or is grouped from the right; of the others one.
  private List<FieldExpression> operands(FieldExpression first, FieldOperator operator) {
    int level = operator.level();
    boolean takesAll = level == Precedence.LOGIC || level == Precedence.POWER;
    List<FieldExpression> operands = new ArrayList<>(List.of(first));
    do {
      tokens.next();
      operands.add(expression(level + 1));
    } while (takesAll && operator.equals(operator(level)));
    return operands;
  }

  private FieldExpression joined(
      FieldOperator operator, List<FieldExpression> operands, int offset) {
    FieldExpression left = operands.getFirst();
    FieldExpression right = operands.getLast();
    return switch (operator) {
      case LogicOperator logic -> Folding.logic(logic, operands);
      case ComparisonOperator comparison -> Folding.comparison(comparison, left, right);
      case ArithmeticOperator arithmetic -> Folding.arithmetic(arithmetic, left, right);
      case MatchOperator match -> matched(match, left, right, offset);
    };
  }

  private FieldExpression power(List<FieldExpression> operands, int start) {
    FieldExpression right = operands.getLast();
    for (FieldExpression left : operands.reversed().subList(1, operands.size())) {
      FieldExpression power = Folding.arithmetic(ArithmeticOperator.POWER, left, right);
      right = notes.on(power, notes.offset(left, start), List.of(left, right));
    }
    return right;
  }

  private FieldExpression matched(
      MatchOperator operator, FieldExpression left, FieldExpression right, int offset) {
    int start = notes.offset(right, offset);
    if (!(right instanceof Literal.Text(var text))) {
      throw Refusal.type(
          start,
          "the right side of `%s` is a regular expression in quotes".formatted(operator.text()));
    }
    boolean isNegated = operator == MatchOperator.DOES_NOT_MATCH;
    return Folding.match(left, isNegated, regexes.compile(text, start));
  }

  private FieldExpression operand() {
    int start = tokens.offset();
    if (tokens.isAt(Sign.OPEN)) {
      return bracketed();
    }
    if (tokens.accept(Sign.NOT)) {
      FieldExpression inner = tokens.nested(() -> expression(Precedence.NOT + 1));
      return notes.on(Folding.not(inner), start, List.of(inner));
    }
    if (tokens.accept(Sign.MINUS)) {
      FieldExpression inner = tokens.nested(() -> expression(Precedence.SUM + 1));
      return notes.on(Folding.negative(inner), start, List.of(inner));
    }
    return notes.on(value(), start, List.of());
  }

  private FieldExpression value() {
    if (tokens.peek() instanceof Token.Value(var value, _, _)) {
      tokens.next();
      return value;
    }
    FieldExpression value = Words.value(tokens.word());
    if (value == null) {
      throw tokens.word().isEmpty() ? tokens.unexpected(OPERAND) : unknownWord();
    }
    tokens.next();
    return value;
  }

  private Refusal unknownWord() {
    return Refusal.syntax(
        tokens.offset(),
        "unknown word %s; attributes start with a dot or a scope, strings have quotes"
            .formatted(Refusal.excerpt(tokens.word())));
  }
}
