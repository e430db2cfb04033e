package dev.clew.query.traceql;

import dev.clew.query.traceql.Literal.Bool;
import dev.clew.query.traceql.SpansetExpression.Filter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads queries that are still being typed.
///
/// A text that does not parse is mended once: behind the first `|` it is cut off, each comparison
/// whose right side is missing becomes `true`, and open braces are closed.
final class LenientReader {
  private LenientReader() {}

  static TagFilter read(String text) {
    try {
      List<Token> tokens = Lexer.tokens(text);
      Query query = parse(tokens);
      if (query == null) {
        query = parse(mended(tokens));
      }
      FieldExpression condition = query == null ? null : onlyFilter(query);
      return condition == null ? new TagFilter.Everything() : PredicateGroups.of(condition);
    } catch (Refusal refusal) {
      return new TagFilter.Refused(refusal.in(text).message());
    }
  }

  private static @Nullable Query parse(List<Token> tokens) {
    try {
      return TraceQl.checked(tokens);
    } catch (Refusal _) {
      return null;
    }
  }

  /// The condition of a query that starts with its only spanset, `{ … }`.
  private static @Nullable FieldExpression onlyFilter(Query query) {
    Pipeline pipeline = pipeline(query);
    if (pipeline == null || !(pipeline.stages().getFirst() instanceof Filter(var condition))) {
      return null;
    }
    long spansets = pipeline.stages().stream().filter(SpansetExpression.class::isInstance).count();
    return spansets == 1 ? condition : null;
  }

  private static @Nullable Pipeline pipeline(Query query) {
    return switch (query) {
      case Query.Search(var pipeline, _) -> pipeline;
      case Query.Metrics(var series, _) -> pipeline(series);
      case Query.ScalarSearch _ -> null;
    };
  }

  private static @Nullable Pipeline pipeline(MetricsExpression series) {
    return switch (series) {
      case MetricsExpression.Measured(var pipeline, _) -> pipeline;
      case MetricsExpression.Reduced(var reduced, _) -> pipeline(reduced);
      case MetricsExpression.Constant _, MetricsExpression.Arithmetic _ -> null;
    };
  }

  private static List<Token> mended(List<Token> tokens) {
    List<Token> mended = new ArrayList<>();
    Deque<Sign> open = new ArrayDeque<>();
    int at = 0;
    while (!endsFilter(tokens.get(at))) {
      Token token = tokens.get(at);
      if (isHalfComparison(tokens, at)) {
        mended.add(new Token.Value(new Bool(true), "true", token.offset()));
        at += 2;
      } else {
        track(token, open);
        mended.add(token);
        at++;
      }
    }
    int end = tokens.get(at).offset();
    open.forEach(sign -> mended.add(new Token.Mark(sign, end)));
    mended.add(new Token.End(end));
    return mended;
  }

  private static boolean endsFilter(Token token) {
    return token instanceof Token.End
        || token instanceof Token.Invalid
        || (token instanceof Token.Mark(var sign, _) && sign == Sign.PIPE);
  }

  /// Whether a field and a comparison come next, and behind them the end of an operand.
  private static boolean isHalfComparison(List<Token> tokens, int at) {
    if (at + 2 >= tokens.size()
        || !isField(tokens.get(at))
        || !(tokens.get(at + 1) instanceof Token.Mark(var sign, _))
        || !(sign.fieldOperator() instanceof ComparisonOperator
            || sign.fieldOperator() instanceof MatchOperator)) {
      return false;
    }
    return endsOperand(tokens.get(at + 2));
  }

  private static boolean endsOperand(Token token) {
    return switch (token) {
      case Token.Mark(var sign, _) ->
          switch (sign) {
            case CLOSE_BRACE, CLOSE, AND, OR, PIPE -> true;
            default -> false;
          };
      case Token.Invalid _, Token.End _ -> true;
      case Token.Value _, Token.Word _ -> false;
    };
  }

  private static boolean isField(Token token) {
    return switch (token) {
      case Token.Value(var value, _, _) -> value instanceof SpanField;
      case Token.Word(var text, _) -> Intrinsic.of(text) != null;
      case Token.Mark _, Token.Invalid _, Token.End _ -> false;
    };
  }

  /// Keeps the closing signs that are still to come, the next one first.
  private static void track(Token token, Deque<Sign> open) {
    if (token instanceof Token.Mark(var sign, _)) {
      switch (sign) {
        case OPEN_BRACE -> open.push(Sign.CLOSE_BRACE);
        case OPEN -> open.push(Sign.CLOSE);
        case CLOSE, CLOSE_BRACE -> open.poll();
        default -> {}
      }
    }
  }
}
