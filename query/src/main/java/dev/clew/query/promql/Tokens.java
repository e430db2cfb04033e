package dev.clew.query.promql;

import dev.clew.query.promql.Token.Kind;
import dev.clew.query.promql.tree.Place;
import java.util.List;
import java.util.function.Supplier;

/// The tokens of a query on their way through the parser.
final class Tokens {
  /// Most levels that brackets, arguments and operators may nest.
  static final int MAX_DEPTH = 200;

  private final List<Token> tokens;
  private int at;
  private int depth;

  /// Tokens of which the last is an [Kind#END] or an [Kind#INVALID].
  Tokens(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  /// The next token; the last one stays where it is.
  Token next() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  /// Where the token before the next one ends.
  int lastEnd() {
    return at == 0 ? 0 : tokens.get(at - 1).place().end();
  }

  boolean isSign(String sign) {
    return peek().is(Kind.SIGN, sign);
  }

  boolean isKeyword(String keyword) {
    return peek().is(Kind.KEYWORD, keyword);
  }

  boolean acceptSign(String sign) {
    boolean isNext = isSign(sign);
    if (isNext) {
      next();
    }
    return isNext;
  }

  boolean acceptKeyword(String keyword) {
    boolean isNext = isKeyword(keyword);
    if (isNext) {
      next();
    }
    return isNext;
  }

  /// The refusal of the next token.
  Refusal unexpected() {
    return unexpected("", "");
  }

  /// The refusal of the next token.
  ///
  /// @param where what is being read; may be empty
  /// @param expected what could have come instead; may be empty
  Refusal unexpected(String where, String expected) {
    Token token = peek();
    if (token.kind() == Kind.INVALID) {
      return Refusal.at(token.place(), token.text());
    }
    String reason =
        "unexpected "
            + token.shown()
            + (where.isEmpty() ? "" : " in " + where)
            + (expected.isEmpty() ? "" : ", expected " + expected)
            + hint(token);
    return Refusal.at(token.place(), reason);
  }

  private static String hint(Token token) {
    return token.is(Kind.IDENTIFIER, "for")
        ? " (a rule has `for:` as a field of its own, it is no part of the expression)"
        : "";
  }

  /// Parses what is one level deeper; bounds the stack that the parser needs.
  <T> T nested(Supplier<T> inner) {
    if (depth == MAX_DEPTH) {
      throw tooDeep(peek().place());
    }
    depth++;
    T result = inner.get();
    depth--;
    return result;
  }

  static Refusal tooDeep(Place place) {
    return Refusal.limit(place, "query is nested deeper than %d levels".formatted(MAX_DEPTH));
  }
}
