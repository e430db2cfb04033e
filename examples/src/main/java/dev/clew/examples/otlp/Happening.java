package dev.clew.examples.otlp;

/// Telemetry that belongs to a trace and is known at an instant: a span at its end, a record when
/// it is written.
public sealed interface Happening permits Span, LogRecord {
  Resource resource();

  TraceId traceId();

  /// Epoch nanoseconds before which nobody can know of it.
  long atNanos();
}
