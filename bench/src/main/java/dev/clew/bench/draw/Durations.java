package dev.clew.bench.draw;

import java.util.random.RandomGenerator;

/// Log-normal durations: an operation has a median and one of four spreads.
public final class Durations {
  private static final double[] SIGMAS = {0.25, 0.5, 0.8, 1.2};
  private static final int TABLE = 1 << 12;
  private static final long MAX_NANOS = 600_000_000_000L;

  private final float[] factors = new float[SIGMAS.length * TABLE];

  public Durations(RandomGenerator random) {
    for (int spread = 0; spread < SIGMAS.length; spread++) {
      for (int i = 0; i < TABLE; i++) {
        factors[spread * TABLE + i] = (float) Math.exp(SIGMAS[spread] * random.nextGaussian());
      }
    }
  }

  /// Nanoseconds, at least 1, at most ten minutes.
  ///
  /// @param operation tells the spread
  /// @param bits any 64 random bits
  public long nanos(double medianNanos, int operation, long bits) {
    int spread = operation & (SIGMAS.length - 1);
    double factor = factors[spread * TABLE + ((int) bits & (TABLE - 1))];
    long jitter = (bits >>> 44) & 0x3ff;
    return Math.clamp((long) (medianNanos * factor) + jitter, 1, MAX_NANOS);
  }
}
