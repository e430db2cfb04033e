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
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Searches for traces, for every API.
public final class Searches {
  private static final Duration GRACE = Duration.ofMillis(200);

  private final ViewSource views;
  private final Snapshots snapshots;
  private final Duration deadline;
  private final TraceSearch search = new TraceSearch(SearchLimits.DEFAULT);

  /// @param snapshots for the pages after the first
  /// @param deadline after which a search gives the best it has found
  public Searches(ViewSource views, Snapshots snapshots, Duration deadline) {
    this.views = views;
    this.snapshots = snapshots;
    this.deadline = deadline;
  }

  public ViewSource views() {
    return views;
  }

  /// Opens a view for a page of an answer: of everything that is findable now for the first page,
  /// of the snapshot of the first page for all others.
  ///
  /// @throws QuestionException when that snapshot is not kept any more
  public TraceView open(PageCursors.@Nullable Page page) {
    return page == null
        ? views.open(deadline.plus(GRACE))
        : snapshots.open(page.snapshot(), deadline.plus(GRACE));
  }

  /// Keeps a view for pages that follow.
  public void keep(TraceView view) {
    snapshots.keep(view);
  }

  /// What tells the age of a snapshot and its cursors.
  public InstantSource ages() {
    return snapshots.ages();
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
