package dev.clew.pipeline.tailsampling.policy;

/// What is known of a trace: its summary.
public interface Facts {
  long traceIdHigh();

  long traceIdLow();

  /// Spans received.
  int spanCount();

  /// Size of the spans received, as protobuf.
  long byteCount();

  /// From the earliest start to the latest end, in whole milliseconds; negative if clocks jump.
  long durationMillis();

  /// Whether a span met the test of this number.
  boolean hasBit(int test);
}
