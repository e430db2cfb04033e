package dev.clew.query.traceql;

import dev.clew.query.traceql.Parsed.Kind;
import java.util.List;
import java.util.function.Supplier;

/// The tokens of a query on their way through the parser.
final class Tokens {
  private final List<Token> tokens;
  private int at;
  private int nesting;

  /// Tokens of which the last is an [Token.End] or an [Token.Invalid].
  Tokens(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  Token peek() {
    return tokens.get(at);
  }

  /// Where the next token begins.
  int offset() {
    return peek().offset();
  }

  /// The next token; the last one stays where it is.
  Token next() {
    Token token = peek();
    at = Math.min(at + 1, tokens.size() - 1);
    return token;
  }

  boolean isAt(Sign sign) {
    return peek() instanceof Token.Mark mark && mark.sign() == sign;
  }

  /// The next token if it is a word, else an empty text.
  String word() {
    return peek() instanceof Token.Word word ? word.text() : "";
  }

  boolean accept(Sign sign) {
    boolean isNext = isAt(sign);
    if (isNext) {
      next();
    }
    return isNext;
  }

  void expect(Sign sign) {
    if (!accept(sign)) {
      throw unexpected(Refusal.excerpt(sign.text()));
    }
  }

  /// The refusal of the next token, where something else was expected.
  Refusal unexpected(String expected) {
    Token token = peek();
    String reason =
        token instanceof Token.Invalid
            ? token.shown()
            : "expected %s, found %s".formatted(expected, token.shown());
    return Refusal.syntax(token.offset(), reason);
  }

  /// Parses what is one level deeper; bounds the stack that the parser needs.
  <T> T nested(Supplier<T> inner) {
    if (nesting == Notes.MAX_DEPTH) {
      throw new Refusal(
          Kind.LIMIT, offset(), "nested deeper than %d levels".formatted(Notes.MAX_DEPTH));
    }
    nesting++;
    T result = inner.get();
    nesting--;
    return result;
  }
}
