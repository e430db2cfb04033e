package dev.clew.query.promql.run;

import java.time.Duration;

/// Bounds on the work of one query. Who runs it sets the deadline.
///
/// @param maxSamples samples held in memory at once
/// @param maxSeries series that selectors may find, added up
/// @param maxReadSamples samples read from the store
/// @param maxBytes bytes of the arrays that values are computed in
/// @param lookback how old the newest sample of an instant selector may be
/// @param subqueryStep the step of a subquery that names none
public record QueryLimits(
    long maxSamples,
    long maxSeries,
    long maxReadSamples,
    long maxBytes,
    Duration lookback,
    Duration subqueryStep) {
  /// 50 million samples held, 2 billion read, a million series, 1 GiB, 5 minutes, a minute.
  public static final QueryLimits DEFAULT =
      new QueryLimits(
          50_000_000,
          1_000_000,
          2_000_000_000,
          1L << 30,
          Duration.ofMinutes(5),
          Duration.ofMinutes(1));

  public QueryLimits {
    boolean arePositive = maxSamples > 0 && maxSeries > 0 && maxReadSamples > 0 && maxBytes > 0;
    if (!arePositive || !lookback.isPositive() || !subqueryStep.isPositive()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  public QueryLimits withMaxSamples(long other) {
    return new QueryLimits(other, maxSeries, maxReadSamples, maxBytes, lookback, subqueryStep);
  }

  public QueryLimits withMaxSeries(long other) {
    return new QueryLimits(maxSamples, other, maxReadSamples, maxBytes, lookback, subqueryStep);
  }

  public QueryLimits withMaxReadSamples(long other) {
    return new QueryLimits(maxSamples, maxSeries, other, maxBytes, lookback, subqueryStep);
  }

  public QueryLimits withMaxBytes(long other) {
    return new QueryLimits(maxSamples, maxSeries, maxReadSamples, other, lookback, subqueryStep);
  }

  public QueryLimits withLookback(Duration other) {
    return new QueryLimits(maxSamples, maxSeries, maxReadSamples, maxBytes, other, subqueryStep);
  }
}
