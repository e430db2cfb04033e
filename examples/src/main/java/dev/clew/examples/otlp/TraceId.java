package dev.clew.examples.otlp;

/// The 16 bytes that all telemetry of one trace carries; prints as 32 hex digits.
public record TraceId(long high, long low) {
  public TraceId {
    if ((high | low) == 0) {
      throw new IllegalArgumentException("a trace id must not be zero");
    }
  }

  @Override
  public String toString() {
    return SpanIds.hex(high) + SpanIds.hex(low);
  }
}
