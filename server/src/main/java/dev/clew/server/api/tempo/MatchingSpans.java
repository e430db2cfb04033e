package dev.clew.server.api.tempo;

import dev.clew.model.LimitException;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.field.EvaluationFailure;
import dev.clew.query.run.field.FieldCompiler;
import dev.clew.query.run.field.Position;
import dev.clew.query.run.field.SpanTest;
import dev.clew.query.run.field.TraceSpans;
import dev.clew.query.traceql.FieldExpression;
import dev.clew.query.traceql.FieldExpression.Logic;
import dev.clew.query.traceql.Literal;
import dev.clew.query.traceql.LogicOperator;
import dev.clew.query.traceql.Pipeline;
import dev.clew.query.traceql.SpansetExpression.Filter;
import dev.clew.query.traceql.TagFilter;
import dev.clew.server.api.QuestionException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Walks the spans that a half-typed query means, newest traces first, as far as its bounds allow.
final class MatchingSpans {
  private static final int MAX_SPANS = 200_000;

  private final TraceView view;
  private final TimeRange range;
  private final long endNanoTime;

  /// @param endNanoTime reading of [System#nanoTime] after which it gives up
  MatchingSpans(TraceView view, TimeRange range, long endNanoTime) {
    this.view = view;
    this.range = range;
    this.endNanoTime = endNanoTime;
  }

  /// Sees the spans of one batch.
  interface Visitor {
    void see(Position at, int row);
  }

  /// Makes the visitor of a batch.
  interface Visitors {
    Visitor of(SpanBatch spans, FieldCompiler compiler);
  }

  /// The condition that a filter stands for.
  static FieldExpression condition(TagFilter filter) {
    return switch (filter) {
      case TagFilter.Everything _ -> new Literal.Bool(true);
      case TagFilter.Refused(var message) -> throw QuestionException.malformed(message);
      case TagFilter.AnyOf(var groups) ->
          joined(
              LogicOperator.OR,
              groups.stream().map(group -> joined(LogicOperator.AND, group)).toList());
    };
  }

  private static FieldExpression joined(
      LogicOperator operator, List<? extends FieldExpression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Logic(operator, List.copyOf(parts));
  }

  /// Shows all spans of which the condition is true; false if some may have been left out.
  boolean show(FieldExpression condition, Visitors visitors) {
    SearchPlan.Ready plan = SearchPlan.of(new Pipeline(List.of(new Filter(condition))));
    if (plan.isEmpty()) {
      return true;
    }
    try {
      return show(view.candidates(plan.condition(), range), condition, visitors);
    } catch (LimitException _) {
      return false;
    } catch (EvaluationFailure failure) {
      throw QuestionException.malformed(String.valueOf(failure.getMessage()));
    }
  }

  private boolean show(
      TraceView.Candidates candidates, FieldExpression condition, Visitors visitors) {
    Set<TraceId> known = new HashSet<>();
    long read = 0;
    TraceView.Portion portion = candidates.next();
    while (portion != null) {
      List<TraceId> ids = portion.ids().stream().filter(known::add).toList();
      SpanBatch spans = view.traces(ids, Projection.EVERYTHING);
      show(spans, condition, visitors);
      read += spans.size();
      portion = candidates.next();
      if (portion != null && (read > MAX_SPANS || System.nanoTime() - endNanoTime > 0)) {
        return false;
      }
    }
    return true;
  }

  private static void show(SpanBatch spans, FieldExpression condition, Visitors visitors) {
    FieldCompiler compiler = new FieldCompiler(spans);
    SpanTest test = compiler.test(condition);
    Visitor visitor = visitors.of(spans, compiler);
    Position at = new Position();
    for (TraceSpans trace : TraceSpans.of(spans)) {
      for (int index = 0; index < trace.size(); index++) {
        at.moveTo(trace, index);
        if (test.holds(at)) {
          visitor.see(at, trace.row(index));
        }
      }
    }
  }
}
