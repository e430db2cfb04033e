package dev.clew.model;

/// Status of a span, with the numbers of OTLP as ordinals.
public enum SpanStatus {
  UNSET,
  OK,
  ERROR;

  private static final SpanStatus[] VALUES = values();

  /// The status of an OTLP number; unknown numbers are [#UNSET].
  public static SpanStatus of(int number) {
    return number < 0 || number >= VALUES.length ? UNSET : VALUES[number];
  }
}
