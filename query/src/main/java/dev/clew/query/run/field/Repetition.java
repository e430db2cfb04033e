package dev.clew.query.run.field;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanEvents;
import dev.clew.model.SpanLinks;
import dev.clew.query.traceql.Attribute;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Arithmetic;
import dev.clew.query.traceql.FieldExpression.Comparison;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.FieldExpression.Match;
import dev.clew.query.traceql.FieldExpression.Negative;
import dev.clew.query.traceql.FieldExpression.Not;
import dev.clew.query.traceql.Intrinsic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.Scope;
import java.util.Arrays;

/// Walks the events and links of a span for those expressions that read them.
final class Repetition {
  private final SpanEvents events;
  private final SpanLinks links;

  Repetition(SpanBatch batch) {
    events = batch.events();
    links = batch.links();
  }

  /// A test that is true if the given one is true of some event and some link, as far as the
  /// expressions in it read those.
  SpanTest some(SpanTest test, FieldExpression... expressions) {
    SpanTest result = test;
    if (Arrays.stream(expressions).anyMatch(each -> reads(each, Scope.LINK))) {
      result = someLink(result);
    }
    if (Arrays.stream(expressions).anyMatch(each -> reads(each, Scope.EVENT))) {
      result = someEvent(result);
    }
    return result;
  }

  /// The first value that is there, over the events and links that the expression reads.
  Operand first(Operand operand, FieldExpression expression) {
    if (!reads(expression, Scope.EVENT) && !reads(expression, Scope.LINK)) {
      return operand;
    }
    Type[] found = {Type.NIL};
    SpanTest isThere =
        at -> {
          found[0] = operand.read(at);
          return found[0] != Type.NIL;
        };
    SpanTest search = some(isThere, expression);
    return at -> search.holds(at) ? found[0] : Type.NIL;
  }

  private SpanTest someEvent(SpanTest test) {
    return at -> {
      int outer = at.event;
      int end = events.end(at.row());
      boolean isFound = false;
      for (int event = events.start(at.row()); event < end && !isFound; event++) {
        at.event = event;
        isFound = test.holds(at);
      }
      at.event = outer;
      return isFound;
    };
  }

  private SpanTest someLink(SpanTest test) {
    return at -> {
      int outer = at.link;
      int end = links.end(at.row());
      boolean isFound = false;
      for (int link = links.start(at.row()); link < end && !isFound; link++) {
        at.link = link;
        isFound = test.holds(at);
      }
      at.link = outer;
      return isFound;
    };
  }

  /// Whether an expression reads events or links; a comparison within it walks them by itself.
  private static boolean reads(FieldExpression expression, Scope scope) {
    return switch (expression) {
      case Attribute attribute -> attribute.scope() == scope;
      case Intrinsic intrinsic -> scopeOf(intrinsic) == scope;
      case Not(var operand) -> reads(operand, scope);
      case Negative(var operand) -> reads(operand, scope);
      case Arithmetic(_, var left, var right) -> reads(left, scope) || reads(right, scope);
      case Comparison _, Match _, Logic _, Literal _ -> false;
    };
  }

  private static Scope scopeOf(Intrinsic intrinsic) {
    return switch (intrinsic) {
      case EVENT_NAME, EVENT_TIME_SINCE_START -> Scope.EVENT;
      case LINK_TRACE_ID, LINK_SPAN_ID -> Scope.LINK;
      default -> Scope.SPAN;
    };
  }
}
