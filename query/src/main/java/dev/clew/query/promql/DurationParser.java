package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.DurationExpression;
import dev.clew.query.promql.tree.DurationExpression.Arithmetic;
import dev.clew.query.promql.tree.DurationExpression.Extremum;
import dev.clew.query.promql.tree.DurationExpression.Group;
import dev.clew.query.promql.tree.DurationExpression.Literal;
import dev.clew.query.promql.tree.DurationExpression.Negated;
import dev.clew.query.promql.tree.DurationExpression.Range;
import dev.clew.query.promql.tree.DurationExpression.Step;
import dev.clew.query.promql.tree.Place;
import org.jspecify.annotations.Nullable;

/// Reads spans of time: any arithmetic in `[]`, one term behind `offset`.
final class DurationParser {
  /// What a message says is missing.
  static final String EXPECTED = "number, duration, step(), or range()";

  /// The seconds of 2⁶³ nanoseconds.
  private static final double MAX_SECONDS = (double) Long.MAX_VALUE / 1e9;

  private final Tokens tokens;

  /// What messages call the place that is being read.
  private final String where;

  private int operators;

  DurationParser(Tokens tokens, String where) {
    this.tokens = tokens;
    this.where = where;
  }

  /// Reads a span that must be positive.
  DurationExpression positive() {
    DurationExpression duration = binary(0);
    if (duration instanceof Literal(double seconds, _, Place place) && seconds <= 0) {
      throw Refusal.at(place, "duration must be greater than 0");
    }
    return duration;
  }

  /// Reads what follows `offset`: one term with its sign.
  DurationExpression term() {
    Token sign = tokens.peek();
    boolean isMinus = tokens.acceptSign("-");
    boolean isSigned = isMinus || tokens.acceptSign("+");
    DurationExpression term = primary();
    return isSigned ? signed(isMinus, sign.place(), term) : term;
  }

  private static DurationExpression signed(boolean isMinus, Place sign, DurationExpression inner) {
    Place place = sign.to(inner.place());
    if (inner instanceof Literal(double seconds, boolean isDuration, _)) {
      return new Literal(isMinus ? -seconds : seconds, isDuration, place);
    }
    return isMinus ? new Negated(inner, place) : inner;
  }

  private DurationExpression binary(int lowest) {
    DurationExpression left = unary();
    BinaryOperator operator = operator();
    while (operator != null && operator.level() >= lowest) {
      Token sign = tokens.next();
      int next = operator.level() + (operator.isRightAssociative() ? 0 : 1);
      DurationExpression right = tokens.nested(() -> binary(next));
      checkDivisor(operator, right, sign.place());
      left = new Arithmetic(operator, left, right);
      checkDepth(sign.place());
      operator = operator();
    }
    return left;
  }

  /// Chains lean to the left, so each operator may be a level of the tree.
  private void checkDepth(Place place) {
    operators++;
    if (operators > Tokens.MAX_DEPTH) {
      throw Tokens.tooDeep(place);
    }
  }

  private @Nullable BinaryOperator operator() {
    if (tokens.peek().kind() != Kind.SIGN) {
      return null;
    }
    BinaryOperator operator = Words.operator(tokens.peek().value());
    boolean isArithmetic = operator != null && operator.level() >= BinaryOperator.ADD.level();
    return isArithmetic ? operator : null;
  }

  private static void checkDivisor(BinaryOperator operator, DurationExpression right, Place place) {
    boolean isZero = right instanceof Literal(double seconds, _, _) && seconds == 0;
    if (isZero && operator == BinaryOperator.DIVIDE) {
      throw Refusal.at(place, "division by zero");
    }
    if (isZero && operator == BinaryOperator.MODULO) {
      throw Refusal.at(place, "modulo by zero");
    }
  }

  private DurationExpression unary() {
    Token sign = tokens.peek();
    boolean isMinus = tokens.acceptSign("-");
    if (!isMinus && !tokens.acceptSign("+")) {
      return primary();
    }
    DurationExpression inner = tokens.nested(() -> binary(BinaryOperator.POWER.level()));
    return signed(isMinus, sign.place(), inner);
  }

  private DurationExpression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER, DURATION -> literal(token);
      case KEYWORD -> function(token);
      case SIGN -> group(token);
      default -> throw tokens.unexpected(where, EXPECTED);
    };
  }

  private DurationExpression literal(Token token) {
    double seconds = SignedNumber.read(tokens, where, EXPECTED);
    if (Math.abs(seconds) > MAX_SECONDS) {
      throw Refusal.at(token.place(), "duration out of range");
    }
    return new Literal(seconds, token.kind() == Kind.DURATION, token.place());
  }

  private DurationExpression function(Token word) {
    if (!Words.DURATION_WORDS.contains(word.value())) {
      throw tokens.unexpected(where, EXPECTED);
    }
    tokens.next();
    expect("(");
    boolean isPlain = word.value().equals("step") || word.value().equals("range");
    return isPlain ? plain(word) : extremum(word);
  }

  private DurationExpression plain(Token word) {
    expect(")");
    Place place = new Place(word.place().start(), tokens.lastEnd());
    return word.value().equals("step") ? new Step(place) : new Range(place);
  }

  private DurationExpression extremum(Token word) {
    DurationExpression left = tokens.nested(() -> binary(0));
    expect(",");
    DurationExpression right = tokens.nested(() -> binary(0));
    expect(")");
    Place place = new Place(word.place().start(), tokens.lastEnd());
    return new Extremum(word.value().equals("max_of"), left, right, place);
  }

  private DurationExpression group(Token token) {
    expect("(");
    DurationExpression inner = tokens.nested(() -> binary(0));
    expect(")");
    return new Group(inner, new Place(token.place().start(), tokens.lastEnd()));
  }

  private void expect(String sign) {
    if (!tokens.acceptSign(sign)) {
      throw tokens.unexpected(where, EXPECTED);
    }
  }
}
