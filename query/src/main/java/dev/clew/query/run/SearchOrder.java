package dev.clew.query.run;

import dev.clew.query.run.field.TraceSpans;
import java.util.Comparator;

/// The order of found traces; ties are broken by trace id, ascending.
public record SearchOrder(Key key, boolean isAscending) {
  /// Newest traces first.
  public static final SearchOrder NEWEST_FIRST = new SearchOrder(Key.START, false);

  /// What traces are ordered by.
  public enum Key {
    /// Start of the first span.
    START,
    /// From the first start to the last end.
    DURATION,
    /// Number of spans.
    SPANS,
    /// Number of spans with an error.
    ERRORS,
    /// Number of matched spans, over all spansets.
    MATCHED
  }

  /// Orders places in an answer from the first to the last.
  Comparator<SearchCursor> comparator() {
    Comparator<SearchCursor> byKey = Comparator.comparingLong(SearchCursor::key);
    return (isAscending ? byKey : byKey.reversed()).thenComparing(SearchCursor::traceId);
  }

  /// Where a trace stands.
  SearchCursor place(TraceSpans trace, long matched) {
    long value =
        switch (key) {
          case START -> trace.startNanos();
          case DURATION -> trace.durationNanos();
          case SPANS -> trace.size();
          case ERRORS -> trace.errors();
          case MATCHED -> matched;
        };
    return new SearchCursor(value, trace.id());
  }
}
