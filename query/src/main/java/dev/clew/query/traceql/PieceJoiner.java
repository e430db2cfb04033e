package dev.clew.query.traceql;

import dev.clew.query.traceql.Literal.Duration;
import dev.clew.query.traceql.Literal.Numeric;
import dev.clew.query.traceql.SpansetExpression.Related;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins two pieces of a query by an operator other than `&&` and `||`: what `>` means depends on
/// its sides.
final class PieceJoiner {
  private final Notes notes;

  PieceJoiner(Notes notes) {
    this.notes = notes;
  }

  /// Joins two pieces.
  ///
  /// @param start where the left side begins
  /// @param offset where the operator stands
  Piece join(Piece left, Sign sign, Piece right, int start, int offset) {
    Piece joined =
        left instanceof Piece.Spans(var first) && right instanceof Piece.Spans(var second)
            ? spans(first, sign, second, start)
            : numbers(left, sign, right, start);
    if (joined == null) {
      throw refusal(left, sign, right, offset);
    }
    return joined;
  }

  /// Says that the sign at the offset joins no such pieces.
  static Refusal refusal(Piece left, Sign sign, Piece right, int offset) {
    String reason =
        "`%s` cannot stand between %s and %s".formatted(sign.text(), left.shown(), right.shown());
    return Refusal.syntax(offset, reason);
  }

  private @Nullable Piece spans(
      SpansetExpression left, Sign sign, SpansetExpression right, int start) {
    StructuralOperator structure = sign.structure();
    if (structure == null) {
      return null;
    }
    SpansetExpression joined = new Related(structure, left, right);
    return new Piece.Spans(notes.on(joined, start, List.of(left, right)));
  }

  private @Nullable Piece numbers(Piece left, Sign sign, Piece right, int start) {
    return switch (sign.fieldOperator()) {
      case ArithmeticOperator operator -> computed(left, operator, right, start);
      case ComparisonOperator operator -> compared(left, operator, right, start);
      case null, default -> null;
    };
  }

  private @Nullable Piece computed(
      Piece left, ArithmeticOperator operator, Piece right, int start) {
    if (left instanceof Piece.Constant(var first) && right instanceof Piece.Constant(var second)) {
      return computed(first, operator, second, start);
    }
    if (left instanceof Piece.Piped(var first) && right instanceof Piece.Piped(var second)) {
      PipedScalar joined = new PipedScalar.Arithmetic(operator, first, second);
      return new Piece.Piped(notes.on(joined, start, List.of(first, second)));
    }
    return left instanceof Piece.Metrics || right instanceof Piece.Metrics
        ? series(series(left), operator, series(right), start)
        : scalar(scalar(left), operator, scalar(right), start);
  }

  private @Nullable Piece scalar(
      @Nullable ScalarExpression left,
      ArithmeticOperator operator,
      @Nullable ScalarExpression right,
      int start) {
    if (left == null || right == null) {
      return null;
    }
    ScalarExpression joined = new ScalarExpression.Arithmetic(operator, left, right);
    return new Piece.Scalar(notes.on(joined, start, List.of(left, right)));
  }

  private @Nullable Piece series(
      @Nullable MetricsExpression left,
      ArithmeticOperator operator,
      @Nullable MetricsExpression right,
      int start) {
    if (left == null || right == null || !operator.suitsMetrics()) {
      return null;
    }
    MetricsExpression joined = new MetricsExpression.Arithmetic(operator, left, right);
    return new Piece.Metrics(notes.on(joined, start, List.of(left, right)));
  }

  private static @Nullable Piece computed(
      Numeric left, ArithmeticOperator operator, Numeric right, int start) {
    if (!operator.suitsMetrics()) {
      return null;
    }
    Numeric result = Folding.compute(operator, left, right);
    if (result == null) {
      throw Refusal.syntax(start, "a division by zero, or a number out of range");
    }
    return new Piece.Constant(result);
  }

  private @Nullable Piece compared(
      Piece left, ComparisonOperator operator, Piece right, int start) {
    if (left instanceof Piece.Metrics(var series) && right instanceof Piece.Constant(var value)) {
      List<SecondStage> stages = List.of(new SecondStage.Threshold(operator, value));
      return new Piece.Metrics(notes.on(series.reducedBy(stages), start, List.of(series)));
    }
    if (left instanceof Piece.Piped(var first)) {
      PipedScalar second = piped(right);
      return second == null ? null : new Piece.Compared(operator, first, second);
    }
    boolean areNumbers = left instanceof Piece.Constant && right instanceof Piece.Constant;
    return areNumbers ? null : filter(operator, scalar(left), scalar(right), start);
  }

  private @Nullable Piece filter(
      ComparisonOperator operator,
      @Nullable ScalarExpression left,
      @Nullable ScalarExpression right,
      int start) {
    if (left == null || right == null) {
      return null;
    }
    Stage filter = new Stage.ScalarFilter(operator, left, right);
    return new Piece.Stages(List.of(notes.on(filter, start, List.of(left, right))));
  }

  private static @Nullable ScalarExpression scalar(Piece piece) {
    return switch (piece) {
      case Piece.Scalar(var scalar) -> scalar;
      case Piece.Constant(var value) -> new ScalarExpression.Constant(value);
      default -> null;
    };
  }

  private static @Nullable PipedScalar piped(Piece piece) {
    return switch (piece) {
      case Piece.Piped(var scalar) -> scalar;
      case Piece.Constant(var value) -> new PipedScalar.Constant(value);
      default -> null;
    };
  }

  private static @Nullable MetricsExpression series(Piece piece) {
    return switch (piece) {
      case Piece.Metrics(var series) -> series;
      case Piece.Constant(var value) when !(value instanceof Duration) ->
          new MetricsExpression.Constant(value);
      default -> null;
    };
  }
}
