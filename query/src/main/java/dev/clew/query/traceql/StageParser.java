package dev.clew.query.traceql;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the parts of a pipeline that begin with a word: aggregates, `by`, `select`, `coalesce`.
final class StageParser {
  private static final String STAGE = "`{`, `(`, `by`, `select`, an aggregate or a number";

  private final Tokens tokens;
  private final Notes notes;
  private final FieldParser fields;

  StageParser(Tokens tokens, Notes notes, FieldParser fields) {
    this.tokens = tokens;
    this.notes = notes;
    this.fields = fields;
  }

  /// Reads what the next word begins.
  Piece piece() {
    int start = tokens.offset();
    String word = tokens.word();
    Aggregation aggregation = aggregation(word);
    if (aggregation != null) {
      return aggregate(aggregation, start);
    }
    if (Words.literal(word) instanceof Literal.Whole number) {
      tokens.next();
      return new Piece.Constant(number);
    }
    return switch (word) {
      case "count" -> count(start);
      case "by" -> groupBy(start);
      case "select" -> select(start);
      default -> throw unexpected(word);
    };
  }

  private static @Nullable Aggregation aggregation(String word) {
    return Arrays.stream(Aggregation.values())
        .filter(aggregation -> aggregation.text().equals(word))
        .findFirst()
        .orElse(null);
  }

  private Piece aggregate(Aggregation aggregation, int start) {
    tokens.next();
    FieldExpression field = fields.bracketed();
    ScalarExpression aggregate = new ScalarExpression.Aggregate(aggregation, field);
    return new Piece.Scalar(notes.on(aggregate, start, List.of(field)));
  }

  private Piece count(int start) {
    nothingInBrackets();
    return new Piece.Scalar(notes.on(new ScalarExpression.Count(), start, List.of()));
  }

  private void nothingInBrackets() {
    tokens.next();
    tokens.expect(Sign.OPEN);
    tokens.expect(Sign.CLOSE);
  }

  private Piece groupBy(int start) {
    tokens.next();
    FieldExpression field = fields.bracketed();
    return alone(new Stage.GroupBy(field), start, List.of(field));
  }

  private Piece select(int start) {
    tokens.next();
    List<SpanField> selected = fields.fields();
    return alone(new Stage.Select(selected), start, selected);
  }

  private Piece alone(Stage stage, int start, List<?> children) {
    return new Piece.Stages(List.of(notes.on(stage, start, children)));
  }

  private Refusal unexpected(String word) {
    if (word.equals("coalesce")) {
      return Refusal.syntax(tokens.offset(), "coalesce() needs a stage and `|` before it");
    }
    if (MetricsParser.isFunction(word)) {
      String reason =
          "%s needs a stage and `|` before it, as in `{ } | rate()`"
              .formatted(Refusal.excerpt(word));
      return Refusal.syntax(tokens.offset(), reason);
    }
    return tokens.unexpected(STAGE);
  }

  boolean isCoalesce() {
    return tokens.word().equals("coalesce");
  }

  /// Reads `coalesce()`.
  Piece coalesce() {
    int start = tokens.offset();
    nothingInBrackets();
    return alone(new Stage.Coalesce(), start, List.of());
  }
}
