package dev.clew.query.traceql;

import dev.clew.query.traceql.Literal.Numeric;
import java.util.ArrayList;
import java.util.List;

/// Reads pipelines, aggregates and arithmetic on series: stages between `|`, and in each stage
/// operands between operators, by the same precedence as in filters.
final class PieceParser {
  private final Tokens tokens;
  private final Notes notes;
  private final FieldParser fields;
  private final StageParser stages;
  private final MetricsParser metrics;
  private final PieceJoiner joiner;

  PieceParser(Tokens tokens, Notes notes) {
    this.tokens = tokens;
    this.notes = notes;
    this.fields = new FieldParser(tokens, notes);
    this.stages = new StageParser(tokens, notes, fields);
    this.metrics = new MetricsParser(tokens, notes, fields, this::number);
    this.joiner = new PieceJoiner(notes);
  }

  /// Reads a whole query without its hints, or what stands in brackets.
  Piece chain() {
    int start = tokens.offset();
    return switch (expression(Precedence.LOGIC)) {
      case Piece.Spans(var spans) when tokens.isAt(Sign.PIPE) -> stages(List.of(spans), start);
      case Piece.Stages(var stages) when tokens.isAt(Sign.PIPE) -> stages(stages, start);
      case Piece.Metrics(var series) -> reduced(series, start);
      case Piece other -> other;
    };
  }

  private Piece stages(List<Stage> first, int start) {
    List<Stage> stages = new ArrayList<>(first);
    while (tokens.accept(Sign.PIPE)) {
      if (MetricsParser.isFunction(tokens.word())) {
        return reduced(metrics.measured(pipeline(stages, start)), start);
      }
      int stageStart = tokens.offset();
      switch (stage()) {
        case Piece.Spans(var spans) -> stages.add(spans);
        case Piece.Stages(var more) -> stages.addAll(more);
        case Piece.Scalar(var scalar) when isAggregate(scalar) -> {
          return piped(pipeline(stages, start), scalar, start);
        }
        case Piece other -> {
          String reason = "expected a stage, found %s".formatted(other.shown());
          throw Refusal.syntax(stageStart, reason);
        }
      }
    }
    return new Piece.Stages(stages);
  }

  private static boolean isAggregate(ScalarExpression scalar) {
    return !(scalar instanceof ScalarExpression.Arithmetic);
  }

  private Piece piped(Pipeline pipeline, ScalarExpression aggregate, int start) {
    PipedScalar scalar = new PipedScalar.Aggregated(pipeline, aggregate);
    return new Piece.Piped(notes.on(scalar, start, List.of(pipeline, aggregate)));
  }

  private Pipeline pipeline(List<Stage> stages, int start) {
    return notes.on(new Pipeline(stages), start, stages);
  }

  private Piece reduced(MetricsExpression series, int start) {
    List<SecondStage> stages = metrics.secondStages();
    return new Piece.Metrics(
        stages.isEmpty() ? series : notes.on(series.reducedBy(stages), start, List.of(series)));
  }

  private Piece stage() {
    return stages.isCoalesce() ? stages.coalesce() : expression(Precedence.LOGIC);
  }

  private Piece expression(int level) {
    int start = tokens.offset();
    Piece left = operand();
    while (tokens.peek() instanceof Token.Mark(var sign, var offset)
        && sign.level() != Precedence.NONE
        && sign.level() >= level) {
      tokens.next();
      left =
          sign.fieldOperator() instanceof LogicOperator logic
              ? combined(left, logic, start, offset)
              : joined(left, sign, start, offset);
    }
    return left;
  }

  /// Reads the right side; of `^` all that it joins, grouped from the right.
  private Piece joined(Piece left, Sign sign, int start, int offset) {
    List<Piece> operands = new ArrayList<>(List.of(left));
    do {
      operands.add(expression(sign.level() + 1));
    } while (sign.level() == Precedence.POWER && tokens.accept(sign));
    Piece right = operands.getLast();
    for (Piece operand : operands.reversed().subList(1, operands.size())) {
      right = joiner.join(operand, sign, right, start, offset);
    }
    return right;
  }

  /// Reads all spansets that the same operator joins, so that long lists make flat trees.
  private Piece combined(Piece left, LogicOperator operator, int start, int firstOffset) {
    int offset = firstOffset;
    Sign sign = operator == LogicOperator.AND ? Sign.AND : Sign.OR;
    List<SpansetExpression> operands = new ArrayList<>();
    do {
      Piece right = expression(Precedence.COMPARISON);
      if (!(left instanceof Piece.Spans(var first) && right instanceof Piece.Spans(var next))) {
        throw PieceJoiner.refusal(left, sign, right, offset);
      }
      operands.addAll(operands.isEmpty() ? List.of(first, next) : List.of(next));
      offset = tokens.offset();
    } while (tokens.accept(sign));
    SpansetExpression combined = new SpansetExpression.Combined(operator, operands);
    return new Piece.Spans(notes.on(combined, start, operands));
  }

  private Piece operand() {
    int start = tokens.offset();
    if (tokens.isAt(Sign.OPEN_BRACE)) {
      FieldExpression condition = fields.braced();
      SpansetExpression filter = new SpansetExpression.Filter(condition);
      return new Piece.Spans(notes.on(filter, start, List.of(condition)));
    }
    if (tokens.isAt(Sign.OPEN)) {
      return bracketed();
    }
    if (tokens.accept(Sign.MINUS)) {
      return new Piece.Constant(numberIn(tokens.nested(this::operand), start).negated());
    }
    if (tokens.peek() instanceof Token.Value(Numeric number, _, _)) {
      tokens.next();
      return new Piece.Constant(number);
    }
    return stages.piece();
  }

  private Piece bracketed() {
    int start = tokens.offset();
    tokens.expect(Sign.OPEN);
    Piece inner = tokens.nested(this::chain);
    if (!tokens.accept(Sign.CLOSE)) {
      throw tokens.unexpected("an operator, `|` or `)`");
    }
    return switch (inner) {
      case Piece.Stages(var stages) -> {
        Pipeline pipeline = pipeline(stages, start);
        SpansetExpression spans = new SpansetExpression.Bracketed(pipeline);
        yield new Piece.Spans(notes.on(spans, start, List.of(pipeline)));
      }
      case Piece.Compared _ -> throw Refusal.syntax(start, "this comparison takes no brackets");
      case Piece other -> other;
    };
  }

  /// Reads a number, which may be computed from others.
  Numeric number() {
    int start = tokens.offset();
    return numberIn(expression(Precedence.SUM), start);
  }

  private static Numeric numberIn(Piece piece, int start) {
    if (piece instanceof Piece.Constant(var number)) {
      return number;
    }
    throw Refusal.syntax(start, "expected a number, found " + piece.shown());
  }
}
