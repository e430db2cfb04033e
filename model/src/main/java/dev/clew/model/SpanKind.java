package dev.clew.model;

/// Role of a span, with the numbers of OTLP as ordinals.
public enum SpanKind {
  UNSPECIFIED,
  INTERNAL,
  SERVER,
  CLIENT,
  PRODUCER,
  CONSUMER;

  private static final SpanKind[] VALUES = values();

  /// The kind of an OTLP number; unknown numbers are [#UNSPECIFIED].
  public static SpanKind of(int number) {
    return number < 0 || number >= VALUES.length ? UNSPECIFIED : VALUES[number];
  }
}
