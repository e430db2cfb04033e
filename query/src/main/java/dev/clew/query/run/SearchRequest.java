package dev.clew.query.run;

import dev.clew.model.TimeRange;
import org.jspecify.annotations.Nullable;

/// How much of an answer is wanted, and of when.
///
/// @param window traces that have an instant in common with it are looked at
/// @param limit most traces in the answer, at least 1
/// @param spansPerSpanset most spans that a spanset shows; it counts all
/// @param after where the page before ended
/// @param minDurationNanos least duration of a trace, itself included
/// @param maxDurationNanos greatest duration of a trace, itself included
public record SearchRequest(
    TimeRange window,
    int limit,
    int spansPerSpanset,
    SearchOrder order,
    @Nullable SearchCursor after,
    long minDurationNanos,
    long maxDurationNanos) {

  public SearchRequest {
    if (limit < 1 || spansPerSpanset < 0) {
      throw new IllegalArgumentException(
          "limit %d, spans per spanset %d".formatted(limit, spansPerSpanset));
    }
  }

  /// The 20 newest traces, 3 spans of each spanset.
  public static SearchRequest of(TimeRange window) {
    return new SearchRequest(window, 20, 3, SearchOrder.NEWEST_FIRST, null, 0, Long.MAX_VALUE);
  }

  public SearchRequest withLimit(int most) {
    return new SearchRequest(
        window, most, spansPerSpanset, order, after, minDurationNanos, maxDurationNanos);
  }

  public SearchRequest withSpansPerSpanset(int most) {
    return new SearchRequest(window, limit, most, order, after, minDurationNanos, maxDurationNanos);
  }

  public SearchRequest withOrder(SearchOrder wanted) {
    return new SearchRequest(
        window, limit, spansPerSpanset, wanted, after, minDurationNanos, maxDurationNanos);
  }

  /// The page that follows the one that ended at the cursor; null asks for the first page.
  public SearchRequest withAfter(@Nullable SearchCursor cursor) {
    return new SearchRequest(
        window, limit, spansPerSpanset, order, cursor, minDurationNanos, maxDurationNanos);
  }

  /// Only traces that last so long, both ends included.
  public SearchRequest withDuration(long minNanos, long maxNanos) {
    return new SearchRequest(window, limit, spansPerSpanset, order, after, minNanos, maxNanos);
  }
}
