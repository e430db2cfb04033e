package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.tailsampling.index.DecisionIndex;

/// Bounds of a sampler, for one partition of the log. They are Clew's own and not part of the
/// Collector's configuration.
///
/// @param memoryBytes for bodies of spans that wait; over it the oldest leave memory, and are read
///   back from the log if their trace is kept. Changes no decision
/// @param pendingBytes of spans that wait, as protobuf, in memory or not: what the log must keep
///   for them. Over it the oldest traces are decided on what is there, marked and counted
/// @param maxTraces whose summary is held; over it as with `pendingBytes`
/// @param maxSpansPerTrace that are put out; those beyond only count, the trace is marked partial
/// @param maxPins entities, and traces that did not begin, that are remembered
/// @param index bounds of the index of decisions
public record SamplingLimits(
    long memoryBytes,
    long pendingBytes,
    int maxTraces,
    int maxSpansPerTrace,
    int maxPins,
    DecisionIndex.Limits index) {
  private static final int MOST_TRACES = 1 << 23;

  public SamplingLimits {
    if (memoryBytes < 0 || pendingBytes < 1 || maxPins < 0) {
      throw new IllegalArgumentException(
          "bounds of a sampler: %d B, %d B, %d".formatted(memoryBytes, pendingBytes, maxPins));
    }
    if (maxSpansPerTrace < 1 || maxSpansPerTrace >= Release.MAX_ROWS) {
      throw new IllegalArgumentException("spans of a trace: " + maxSpansPerTrace);
    }
    if (maxTraces < 1 || maxTraces > MOST_TRACES) {
      throw new IllegalArgumentException("traces of a sampler: " + maxTraces);
    }
  }

  /// What holds unless it is set: 256 MiB in memory, 8 GiB in the log, decisions for 4 hours.
  public static SamplingLimits standard() {
    return new SamplingLimits(
        256L << 20,
        8L << 30,
        1_000_000,
        100_000,
        10_000,
        new DecisionIndex.Limits(4 * 3_600, 786_432, 64));
  }
}
