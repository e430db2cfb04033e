package dev.clew.query.run;

import java.time.Duration;

/// Bounds on the work of one search.
///
/// @param maxTraceDuration how far from the window a matching span of a trace that overlaps it may
///   lie; traces that last longer may be missed
/// @param maxTraces proposed traces that are looked at, whether they match or not
/// @param maxSpans spans that are read
public record SearchLimits(Duration maxTraceDuration, int maxTraces, long maxSpans) {
  /// An hour, a million traces, a hundred million spans.
  public static final SearchLimits DEFAULT =
      new SearchLimits(Duration.ofHours(1), 1_000_000, 100_000_000);

  public SearchLimits {
    if (maxTraceDuration.isNegative() || maxTraces < 1 || maxSpans < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: %s, %d, %d".formatted(maxTraceDuration, maxTraces, maxSpans));
    }
  }
}
