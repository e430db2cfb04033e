package dev.clew.ingest;

/// Arithmetic on the unsigned 32-bit counts of OTLP, which columns keep as non-negative integers.
final class Counts {
  private Counts() {}

  /// Sum of an unsigned count and a non-negative one, at most [Integer#MAX_VALUE].
  static int sum(int unsigned, int count) {
    return (int) Math.min(Integer.MAX_VALUE, Integer.toUnsignedLong(unsigned) + count);
  }
}
