package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.tree.Aggregator;
import dev.clew.query.promql.tree.BinaryOperator;
import dev.clew.query.promql.tree.Builtin;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Grouping;
import dev.clew.query.promql.tree.Matching;
import dev.clew.query.promql.tree.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads expressions by operator precedence.
final class ExpressionParser {
  private final Tokens tokens;
  private final GroupingParser groupings;
  private final SelectorParser selectors;
  private final PostfixParser postfixes;
  private final Depths depths = new Depths();

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.groupings = new GroupingParser(tokens);
    this.selectors = new SelectorParser(tokens);
    this.postfixes = new PostfixParser(tokens, depths);
  }

  /// Reads the whole text.
  Expression query() {
    if (tokens.peek().kind() == Kind.END) {
      throw Refusal.at(new Place(0, 0), "no expression found in input");
    }
    Expression query = binary(0);
    if (tokens.peek().kind() != Kind.END) {
      throw tokens.unexpected();
    }
    return query;
  }

  /// Reads operands and the operators of at least a level between them.
  private Expression binary(int lowest) {
    Expression left = unary();
    BinaryOperator operator = operator();
    while (operator != null && operator.level() >= lowest) {
      tokens.next();
      boolean returnsBool = tokens.acceptKeyword("bool");
      Matching matching = groupings.matching();
      int next = operator.level() + (operator.isRightAssociative() ? 0 : 1);
      Expression right = tokens.nested(() -> binary(next));
      left =
          depths.over(
              new Expression.Binary(operator, returnsBool, matching, left, right), left, right);
      operator = operator();
    }
    return left;
  }

  private @Nullable BinaryOperator operator() {
    Token token = tokens.peek();
    boolean mayBe = token.kind() == Kind.SIGN || token.kind() == Kind.KEYWORD;
    return mayBe ? Words.operator(token.value()) : null;
  }

  private Expression unary() {
    if (!tokens.isSign("+") && !tokens.isSign("-")) {
      return postfixes.after(primary());
    }
    Token sign = tokens.next();
    boolean isMinus = sign.value().equals("-");
    Expression inner = tokens.nested(() -> binary(BinaryOperator.POWER.level()));
    Place place = sign.place().to(inner.place());
    return inner instanceof Expression.NumberLiteral(double value, boolean isDuration, _)
        ? new Expression.NumberLiteral(isMinus ? -value : value, isDuration, place)
        : depths.over(new Expression.Unary(isMinus, inner, place), inner);
  }

  private Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER, DURATION -> number(tokens.next());
      case STRING -> new Expression.StringLiteral(tokens.next().value(), token.place());
      case SIGN -> bracketed(token);
      case IDENTIFIER -> isCall() ? call() : selectors.selector();
      case METRIC_IDENTIFIER -> selectors.selector();
      case KEYWORD -> keyword(token);
      case INVALID, END -> throw tokens.unexpected();
    };
  }

  private boolean isCall() {
    return tokens.peek(1).is(Kind.SIGN, "(");
  }

  private static Expression number(Token token) {
    boolean isDuration = token.kind() == Kind.DURATION;
    try {
      double value =
          isDuration ? DurationText.seconds(token.text()) : NumberText.value(token.text());
      return new Expression.NumberLiteral(value, isDuration, token.place());
    } catch (NumberFormatException failure) {
      throw Refusal.at(token.place(), String.valueOf(failure.getMessage()));
    }
  }

  private Expression bracketed(Token token) {
    if (tokens.isSign("{")) {
      return selectors.selector();
    }
    if (!tokens.acceptSign("(")) {
      throw tokens.unexpected();
    }
    Expression inner = tokens.nested(() -> binary(0));
    Place end = tokens.peek().place();
    if (!tokens.acceptSign(")")) {
      throw tokens.unexpected();
    }
    return depths.over(new Expression.Parentheses(inner, token.place().to(end)), inner);
  }

  private Expression keyword(Token token) {
    String word = token.value();
    if (Words.isNumber(word)) {
      tokens.next();
      double value = word.equals("inf") ? Double.POSITIVE_INFINITY : Double.NaN;
      return new Expression.NumberLiteral(value, false, token.place());
    }
    Aggregator aggregator = Words.aggregator(word);
    if (aggregator != null && startsAggregation()) {
      return aggregation(aggregator);
    }
    if (isCall() && Builtin.of(word) != null) {
      return call();
    }
    if (!Words.mayBeMetric(word)) {
      throw tokens.unexpected();
    }
    return selectors.selector();
  }

  private boolean startsAggregation() {
    Token next = tokens.peek(1);
    return isCall() || next.is(Kind.KEYWORD, "by") || next.is(Kind.KEYWORD, "without");
  }

  private Expression aggregation(Aggregator aggregator) {
    Token start = tokens.next();
    boolean isGroupedFirst = groupings.isNext();
    Grouping grouping = isGroupedFirst ? groupings.grouping() : Grouping.ALL;
    if (!tokens.isSign("(")) {
      throw tokens.unexpected("aggregation", "");
    }
    List<Expression> arguments = arguments();
    if (!isGroupedFirst && groupings.isNext()) {
      grouping = groupings.grouping();
    }
    Place place = new Place(start.place().start(), tokens.lastEnd());
    if (arguments.isEmpty()) {
      throw Refusal.at(place, "no arguments for aggregate expression provided");
    }
    int expected = aggregator.parameter() == null ? 1 : 2;
    if (arguments.size() != expected) {
      throw Refusal.at(
          place,
          "wrong number of arguments for aggregate expression provided, expected %d, got %d"
              .formatted(expected, arguments.size()));
    }
    Expression parameter = expected == 1 ? null : arguments.getFirst();
    return depths.over(
        new Expression.Aggregation(aggregator, grouping, parameter, arguments.getLast(), place),
        arguments);
  }

  private Expression call() {
    Token name = tokens.next();
    List<Expression> arguments = arguments();
    Builtin function = Builtin.of(name.text());
    if (function == null) {
      throw Refusal.at(name.place(), "unknown function with name " + Refusal.excerpt(name.text()));
    }
    Place place = new Place(name.place().start(), tokens.lastEnd());
    return depths.over(new Expression.Call(function, arguments, place), arguments);
  }

  /// Reads the brackets around arguments and what is in them.
  private List<Expression> arguments() {
    tokens.next();
    List<Expression> arguments = new ArrayList<>();
    if (tokens.acceptSign(")")) {
      return arguments;
    }
    while (true) {
      arguments.add(tokens.nested(() -> binary(0)));
      Token token = tokens.peek();
      if (tokens.acceptSign(")")) {
        return arguments;
      }
      if (!tokens.acceptSign(",")) {
        throw tokens.unexpected();
      }
      if (tokens.isSign(")")) {
        throw Refusal.at(token.place(), "trailing commas not allowed in function call args");
      }
    }
  }
}
