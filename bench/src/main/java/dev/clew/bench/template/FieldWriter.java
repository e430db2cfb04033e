package dev.clew.bench.template;

/// Writes ids and times in place, as one encoding has them.
sealed interface FieldWriter permits OtlpFields, ZipkinFields, RowFields {
  void traceId(byte[] body, int offset, long high, long low);

  void spanId(byte[] body, int offset, long id);

  void start(byte[] body, int offset, long startNanos);

  /// The end, or where the encoding has that instead, the duration.
  void end(byte[] body, int offset, long startNanos, long durationNanos);

  void event(byte[] body, int offset, long nanos);

  void status(byte[] body, int offset, boolean failed);
}
