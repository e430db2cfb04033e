package dev.clew.query.run;

import dev.clew.model.TraceView;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.field.EvaluationFailure;

/// Searches for traces. Holds nothing of a search, so it serves any number of threads.
public final class TraceSearch {
  private final SearchLimits limits;

  public TraceSearch(SearchLimits limits) {
    this.limits = limits;
  }

  /// Answers a search. Reads from the view as long as `stop` allows, and leaves it open.
  ///
  /// @throws dev.clew.model.LimitException if it was cancelled; any other limit only cuts the
  ///   answer short
  public SearchOutcome search(
      SearchPlan.Ready plan, SearchRequest request, TraceView view, StopSignal stop) {
    try {
      return new SearchRun(plan, request, limits, view, stop).run();
    } catch (EvaluationFailure failure) {
      return new SearchOutcome.Failed(String.valueOf(failure.getMessage()));
    }
  }
}
