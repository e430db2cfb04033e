package dev.clew.query.promql.run;

import dev.clew.model.LimitException.Limit;
import dev.clew.query.promql.series.StepValues;
import dev.clew.query.run.StopSignal;

/// What a query may still take. Asked in every loop that goes over series or steps.
final class Budget {
  /// A value and its kind.
  private static final long BYTES_PER_STEP = 9;

  private final QueryLimits limits;
  private final StopSignal stop;
  private long held;
  private long peak;
  private long bytes;
  private long series;
  private long read;

  Budget(QueryLimits limits, StopSignal stop) {
    this.limits = limits;
    this.stop = stop;
  }

  /// Ends the query if it has to end.
  void check() {
    Limit reason = stop.reason();
    if (reason == null) {
      return;
    }
    if (reason == Limit.CANCELLED) {
      throw new QueryFailure(QueryOutcome.Kind.CANCELLED, "query was canceled in query execution");
    }
    throw new QueryFailure(QueryOutcome.Kind.TIMEOUT, "query timed out in query execution");
  }

  /// Counts a series that a selector found.
  void series() {
    series++;
    if (series > limits.maxSeries()) {
      throw QueryFailure.limit(
          "query would select more than %,d series; narrow its selectors"
              .formatted(limits.maxSeries()));
    }
    check();
  }

  /// Counts samples that were read into one buffer, which is empty before the next are read.
  void read(int samples) {
    read += samples;
    if (read > limits.maxReadSamples()) {
      throw QueryFailure.limit(
          "query would read more than %,d samples; shorten its ranges"
              .formatted(limits.maxReadSamples()));
    }
    if (held + samples > limits.maxSamples()) {
      throw tooManySamples();
    }
    peak = Math.max(peak, held + samples);
  }

  /// Counts samples that are kept until they are released.
  void hold(long samples) {
    held += samples;
    peak = Math.max(peak, held);
    if (held > limits.maxSamples()) {
      throw tooManySamples();
    }
  }

  void release(long samples) {
    held -= samples;
  }

  private static QueryFailure tooManySamples() {
    return QueryFailure.limit(
        "query processing would load too many samples into memory in query execution");
  }

  /// Refuses more steps than anything could be kept of.
  int steps(long steps) {
    if (steps > Math.min(limits.maxSamples(), Integer.MAX_VALUE / 8)) {
      throw tooManySamples();
    }
    return (int) steps;
  }

  /// Counts bytes of arrays; they are not given back.
  void allocate(long more) {
    bytes += more;
    if (bytes > limits.maxBytes()) {
      throw QueryFailure.limit(
          "query would take more than %,d bytes of memory".formatted(limits.maxBytes()));
    }
  }

  /// An empty array of values.
  StepValues values(int steps) {
    allocate(BYTES_PER_STEP * steps);
    return new StepValues(steps);
  }

  /// A copy that is kept to the end of the query.
  StepValues keep(StepValues values) {
    allocate(BYTES_PER_STEP * values.steps());
    hold(values.count());
    return values.copy();
  }

  QueryOutcome.Statistics statistics() {
    return new QueryOutcome.Statistics(series, read, peak);
  }
}
