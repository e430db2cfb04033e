package dev.clew.query.promql;

import dev.clew.query.promql.tree.DurationExpression;
import dev.clew.query.promql.tree.Edges;
import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Expression.RangeSelector;
import dev.clew.query.promql.tree.Expression.Subquery;
import dev.clew.query.promql.tree.Expression.VectorSelector;
import dev.clew.query.promql.tree.Place;
import dev.clew.query.promql.tree.TimeShift;
import dev.clew.query.promql.tree.TimeShift.At;
import java.util.Locale;
import java.util.function.UnaryOperator;

/// Reads what stands behind an expression: `[…]`, `offset`, `@`, `anchored`, `smoothed`.
final class PostfixParser {
  private static final String NEEDS =
      " modifier must be preceded by an instant vector selector or range vector selector or a"
          + " subquery";

  private final Tokens tokens;
  private final Depths depths;

  PostfixParser(Tokens tokens, Depths depths) {
    this.tokens = tokens;
    this.depths = depths;
  }

  /// Reads all that follows an expression, which becomes a part of what is returned.
  Expression after(Expression start) {
    Expression expression = start;
    while (true) {
      if (tokens.isSign("[")) {
        expression = bracket(expression);
      } else if (tokens.acceptKeyword("offset")) {
        expression = offset(expression);
      } else if (tokens.acceptSign("@")) {
        expression = at(expression);
      } else if (tokens.isKeyword("anchored") || tokens.isKeyword("smoothed")) {
        expression = edges(expression);
      } else {
        return expression;
      }
    }
  }

  private Expression bracket(Expression inner) {
    Token open = tokens.next();
    DurationExpression range = new DurationParser(tokens, "subquery or range selector").positive();
    if (tokens.acceptSign("]")) {
      return range(inner, range, new Place(open.place().start(), tokens.lastEnd()));
    }
    if (!tokens.acceptSign(":")) {
      throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
    }
    DurationExpression step =
        tokens.isSign("]") ? null : new DurationParser(tokens, "subquery selector").positive();
    if (!tokens.acceptSign("]")) {
      throw tokens.unexpected("subquery selector", "\"]\"");
    }
    Place place = new Place(inner.place().start(), tokens.lastEnd());
    return depths.over(new Subquery(inner, range, step, TimeShift.NONE, place), inner);
  }

  private static Expression range(Expression inner, DurationExpression range, Place brackets) {
    if (!(inner instanceof VectorSelector selector)) {
      throw Refusal.at(brackets, "ranges only allowed for vector selectors");
    }
    if (selector.shift().offset() != null) {
      throw Refusal.at(brackets, "no offset modifiers allowed before range");
    }
    if (selector.shift().at() != null) {
      throw Refusal.at(brackets, "no @ modifiers allowed before range");
    }
    return new RangeSelector(selector, range, selector.place().to(brackets));
  }

  private Expression offset(Expression inner) {
    DurationExpression offset = new DurationParser(tokens, "offset").term();
    return shifted(
        inner,
        "offset",
        shift -> {
          if (shift.offset() != null) {
            throw Refusal.at(inner.place(), "offset may not be set multiple times");
          }
          return shift.withOffset(offset);
        });
  }

  private Expression at(Expression inner) {
    At at = at(inner.place());
    return shifted(
        inner,
        "@",
        shift -> {
          if (shift.at() != null) {
            throw Refusal.at(inner.place(), "@ <timestamp> may not be set multiple times");
          }
          return shift.withAt(at);
        });
  }

  private At at(Place place) {
    boolean isStart = tokens.isKeyword("start");
    if (isStart || tokens.isKeyword("end")) {
      tokens.next();
      if (!tokens.acceptSign("(") || !tokens.acceptSign(")")) {
        throw tokens.unexpected("@", "timestamp");
      }
      return isStart ? new At.Start() : new At.End();
    }
    double seconds = SignedNumber.read(tokens, "@", "timestamp");
    if (Double.isNaN(seconds) || Math.abs(seconds * 1000) >= Long.MAX_VALUE) {
      throw Refusal.at(place, "timestamp out of bounds for @ modifier: " + shown(seconds));
    }
    return new At.Instant(Math.round(seconds * 1000));
  }

  private static String shown(double seconds) {
    if (Double.isNaN(seconds)) {
      return "NaN";
    }
    boolean isInfinite = Double.isInfinite(seconds);
    return isInfinite ? (seconds > 0 ? "+Inf" : "-Inf") : String.format(Locale.ROOT, "%f", seconds);
  }

  private Expression shifted(Expression inner, String modifier, UnaryOperator<TimeShift> change) {
    int end = tokens.lastEnd();
    return switch (inner) {
      case VectorSelector selector -> selector.shifted(change.apply(selector.shift()), end);
      case RangeSelector(VectorSelector selector, DurationExpression range, Place place) ->
          new RangeSelector(
              selector.shifted(change.apply(selector.shift()), selector.place().end()),
              range,
              new Place(place.start(), end));
      case Subquery subquery ->
          depths.over(
              new Subquery(
                  subquery.inner(),
                  subquery.range(),
                  subquery.step(),
                  change.apply(subquery.shift()),
                  new Place(subquery.place().start(), end)),
              subquery.inner());
      default -> throw Refusal.at(inner.place(), modifier + NEEDS);
    };
  }

  private Expression edges(Expression inner) {
    Token word = tokens.next();
    Edges edges = word.value().equals("anchored") ? Edges.ANCHORED : Edges.SMOOTHED;
    int end = tokens.lastEnd();
    return switch (inner) {
      case VectorSelector selector -> {
        checkPlain(selector, word);
        yield selector.edged(edges, end);
      }
      case RangeSelector(VectorSelector selector, DurationExpression range, Place place) -> {
        checkPlain(selector, word);
        yield new RangeSelector(
            selector.edged(edges, selector.place().end()), range, new Place(place.start(), end));
      }
      default ->
          throw Refusal.at(
              inner.place(),
              word.value() + " modifier must be preceded by an instant or range vector selector");
    };
  }

  private static void checkPlain(VectorSelector selector, Token word) {
    if (selector.edges() != Edges.PLAIN) {
      throw Refusal.at(word.place(), "anchored and smoothed may be set once");
    }
  }
}
