package dev.clew.query.run;

/// How many traces are read at once: few at first, for the first answer may be near, then more and
/// more, as long as they are small.
final class BatchSize {
  private static final int MIN = 16;
  private static final int MAX = 4_096;
  private static final int MANY_SPANS = 100_000;

  private int traces;

  BatchSize(int limit) {
    traces = Math.clamp(limit + 1L, MIN, MAX);
  }

  int traces() {
    return traces;
  }

  /// Learns from a batch of that many traces.
  void read(int spans) {
    traces = Math.clamp(spans > MANY_SPANS ? traces / 4 : traces * 2L, MIN, MAX);
  }
}
