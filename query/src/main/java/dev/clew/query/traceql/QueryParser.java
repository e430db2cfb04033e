package dev.clew.query.traceql;

import java.util.ArrayList;
import java.util.List;

/// Reads a whole query: its body, then its hints.
final class QueryParser {
  private final Tokens tokens;
  private final PieceParser pieces;
  private final Notes notes;

  private QueryParser(List<Token> tokens, Notes notes) {
    this.tokens = new Tokens(tokens);
    this.notes = notes;
    this.pieces = new PieceParser(this.tokens, notes);
  }

  /// The tree of a query, not yet checked.
  static Query parse(List<Token> tokens, Notes notes) {
    return new QueryParser(tokens, notes).query();
  }

  private Query query() {
    int start = tokens.offset();
    Piece body = pieces.chain();
    Hints hints = Hints.NONE;
    while (tokens.word().equals("with")) {
      tokens.next();
      hints = hints();
    }
    if (!(tokens.peek() instanceof Token.End)) {
      throw tokens.unexpected("an operator, `|`, `with` or the end of the query");
    }
    return notes.on(query(body, hints), start, List.of());
  }

  private Query query(Piece body, Hints hints) {
    return switch (body) {
      case Piece.Spans(var spans) -> new Query.Search(new Pipeline(List.of(spans)), hints);
      case Piece.Stages(var stages) -> new Query.Search(new Pipeline(stages), hints);
      case Piece.Metrics(var series) -> new Query.Metrics(series, hints);
      case Piece.Compared(var operator, var left, var right) ->
          new Query.ScalarSearch(operator, left, right, hints);
      case Piece.Constant _ -> throw tokens.unexpected("a query, not only a number,");
      case Piece.Scalar _, Piece.Piped _ ->
          throw tokens.unexpected("a comparison behind the aggregate, as in `count() > 2`");
    };
  }

  private Hints hints() {
    tokens.expect(Sign.OPEN);
    List<Hints.Hint> hints = new ArrayList<>();
    do {
      hints.add(hint());
    } while (tokens.accept(Sign.COMMA));
    tokens.expect(Sign.CLOSE);
    return new Hints(hints);
  }

  private Hints.Hint hint() {
    String name = tokens.word();
    if (name.isEmpty()) {
      throw tokens.unexpected("a hint like `most_recent=true`");
    }
    tokens.next();
    tokens.expect(Sign.EQUAL);
    return new Hints.Hint(name, hintValue());
  }

  private Literal hintValue() {
    boolean isNegative = tokens.accept(Sign.MINUS);
    Literal literal =
        tokens.peek() instanceof Token.Value(Literal value, _, _)
            ? value
            : Words.literal(tokens.word());
    if (isNegative && literal instanceof Literal.Numeric number) {
      literal = number.negated();
    } else if (isNegative || literal == null || literal instanceof Literal.Nil) {
      throw tokens.unexpected("the value of the hint: a literal");
    }
    tokens.next();
    return literal;
  }
}
