package dev.clew.bench.draw;

/// Scatters numbers over 64 bits; a bijection, so different numbers stay different.
///
/// The steps and constants are those of the SplitMix64 finaliser (Stafford's variant 13).
public final class Mix {
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

  private Mix() {}

  public static long scatter(long number) {
    long mixed = number + GOLDEN;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }

  /// One number for two: the order counts.
  public static long scatter(long first, long second) {
    return scatter(scatter(first) ^ (second * GOLDEN));
  }
}
