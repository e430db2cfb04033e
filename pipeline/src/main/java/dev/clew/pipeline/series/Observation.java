package dev.clew.pipeline.series;

/// The item that is being counted, as far as values and exemplars need it. One for a stage, filled
/// anew for each item.
public final class Observation {
  private long instantNanos;
  private long timeNanos;
  private long durationNanos;
  private long traceHigh;
  private long traceLow;
  private long spanId;

  /// @param arrivalNanos when it arrived, by which series are born and expire
  public void at(long arrivalNanos) {
    instantNanos = arrivalNanos;
  }

  /// @param nanos when it happened, in epoch nanoseconds
  /// @param duration in nanoseconds, not negative
  public void took(long nanos, long duration) {
    timeNanos = nanos;
    durationNanos = duration;
  }

  public void span(long highOfTraceId, long lowOfTraceId, long id) {
    traceHigh = highOfTraceId;
    traceLow = lowOfTraceId;
    spanId = id;
  }

  public long instantNanos() {
    return instantNanos;
  }

  public long timeNanos() {
    return timeNanos;
  }

  public long durationNanos() {
    return durationNanos;
  }

  long traceHigh() {
    return traceHigh;
  }

  long traceLow() {
    return traceLow;
  }

  long spanId() {
    return spanId;
  }
}
