package dev.clew.query.run;

import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchOutcome.Found;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.TraceQl;
import dev.clew.testkit.MemoryTraceView;
import java.util.List;

/// Runs searches over batches in memory.
final class Searches {
  /// All of an answer.
  static final SearchRequest ALL =
      SearchRequest.of(TimeRange.ALL).withLimit(10_000).withSpansPerSpanset(10_000);

  private Searches() {}

  static SearchPlan.Ready plan(String query) {
    return switch (TraceQl.parse(query)) {
      case Parsed.Ok(var tree) ->
          switch (SearchPlan.of(tree)) {
            case SearchPlan.Ready ready -> ready;
            case SearchPlan.Refused(var message) -> throw new IllegalArgumentException(message);
          };
      case Parsed.Failed failed -> throw new IllegalArgumentException(failed.message());
    };
  }

  static SearchOutcome outcome(
      SearchPlan.Ready plan, SearchRequest request, List<SpanBatch> batches) {
    return new TraceSearch(SearchLimits.DEFAULT)
        .search(plan, request, new MemoryTraceView(batches, 3), StopSignal.NEVER);
  }

  static Found found(SearchPlan.Ready plan, SearchRequest request, SpanBatch batch) {
    return switch (outcome(plan, request, List.of(batch))) {
      case Found found -> found;
      case SearchOutcome.Failed(var message) -> throw new IllegalStateException(message);
    };
  }

  static Found found(String query, SpanBatch batch) {
    return found(plan(query), ALL, batch);
  }
}
