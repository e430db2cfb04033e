package dev.clew.query.run;

import dev.clew.model.LimitException.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a search.
public sealed interface SearchOutcome {

  /// It has an answer.
  ///
  /// @param traces the page, in order
  /// @param next where the next page starts; null at the end, and where the answer was cut short
  /// @param cutBy the limit that ended the search early: the page holds the best found until then;
  ///   null if the answer is complete
  record Found(
      List<TraceMatch> traces,
      @Nullable SearchCursor next,
      MatchedTraces matched,
      Inspected inspected,
      @Nullable Cut cutBy)
      implements SearchOutcome {
    public Found {
      traces = List.copyOf(traces);
    }

    public boolean isComplete() {
      return cutBy == null;
    }
  }

  /// The data makes the query meaningless, for example by a division by zero. The message is one
  /// line for its author.
  record Failed(String message) implements SearchOutcome {}

  /// A limit that was hit, and a line about it for people.
  record Cut(Limit limit, String message) {}

  /// How many traces match, over all pages.
  ///
  /// @param isExact whether there are no more; otherwise these were counted before the search ended
  record MatchedTraces(long count, boolean isExact) {}

  /// How much was read.
  record Inspected(long traces, long spans, long bytes) {}
}
