package dev.clew.server.api;

import dev.clew.model.LimitException.Limit;
import dev.clew.model.TraceView;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchLimits;
import dev.clew.query.run.SearchOutcome;
import dev.clew.query.run.SearchRequest;
import dev.clew.query.run.TraceSearch;
import dev.clew.query.traceql.Parsed;
import dev.clew.query.traceql.TraceQl;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Searches for traces, for every API.
public final class Searches {
  private static final Duration GRACE = Duration.ofMillis(200);

  private final ViewSource views;
  private final Duration deadline;
  private final TraceSearch search = new TraceSearch(SearchLimits.DEFAULT);

  /// @param deadline after which a search gives the best it has found
  public Searches(ViewSource views, Duration deadline) {
    this.views = views;
    this.deadline = deadline;
  }

  public ViewSource views() {
    return views;
  }

  public Duration deadline() {
    return deadline;
  }

  /// The plan of a query text.
  ///
  /// @throws QuestionException with the parser's or planner's words
  public static SearchPlan.Ready plan(String query) {
    return switch (TraceQl.parse(query.isBlank() ? "{}" : query)) {
      case Parsed.Failed(_, var message, _, _) -> throw QuestionException.malformed(message);
      case Parsed.Ok(var tree) ->
          switch (SearchPlan.of(tree)) {
            case SearchPlan.Refused(var message) -> throw QuestionException.malformed(message);
            case SearchPlan.Ready ready -> ready;
          };
    };
  }

  /// Runs a search over everything that is findable now.
  ///
  /// @throws QuestionException when the data makes the query meaningless
  public SearchOutcome.Found find(SearchPlan.Ready plan, SearchRequest request) {
    try (TraceView view = views.open(deadline.plus(GRACE))) {
      return find(plan, request, view);
    }
  }

  /// Runs a search over a view.
  ///
  /// @throws QuestionException when the data makes the query meaningless
  public SearchOutcome.Found find(SearchPlan.Ready plan, SearchRequest request, TraceView view) {
    return find(plan, request, view, () -> false);
  }

  /// Runs a search over a view until nobody waits for its answer any more.
  ///
  /// @throws QuestionException when the data makes the query meaningless
  public SearchOutcome.Found find(
      SearchPlan.Ready plan, SearchRequest request, TraceView view, BooleanSupplier isCancelled) {
    long end = System.nanoTime() + deadline.toNanos();
    SearchOutcome outcome =
        search.search(
            plan,
            request,
            view,
            () ->
                isCancelled.getAsBoolean()
                    ? Limit.CANCELLED
                    : System.nanoTime() - end < 0 ? null : Limit.DEADLINE);
    return switch (outcome) {
      case SearchOutcome.Failed(var message) -> throw QuestionException.malformed(message);
      case SearchOutcome.Found found -> found;
    };
  }
}
