package dev.clew.query.promql.series;

import java.util.List;

/// What a query reads through one selector.
///
/// @param matchers conditions that a series meets
/// @param from epoch milliseconds, out: the window is open on the left
/// @param to epoch milliseconds, in
/// @param hints what the samples are for; a store may ignore it
public record SeriesRequest(List<LabelMatcher> matchers, long from, long to, Hints hints) {
  public SeriesRequest {
    matchers = List.copyOf(matchers);
  }

  /// Whether labels meet all conditions.
  public boolean accepts(Labels labels) {
    for (LabelMatcher matcher : matchers) {
      if (!matcher.matches(labels.get(matcher.name()))) {
        return false;
      }
    }
    return true;
  }

  /// @param stepMillis time between two evaluations; 0 if there is one
  /// @param rangeMillis the window of a range selector; 0 for an instant selector
  /// @param function the function around the selector; empty if there is none
  public record Hints(long stepMillis, long rangeMillis, String function) {
    public static final Hints NONE = new Hints(0, 0, "");
  }
}
