package dev.clew.pipeline.tailsampling.index;

/// A decision in 64 bits; never 0.
///
/// From the lowest bit: 32 bits of seconds since the epoch, 16 of the number of the weight, 13 of
/// the number of the policy's name, then whether it is partial, kept, there.
public final class Entry {
  /// Numbers of names that fit.
  public static final int MAX_NAMES = 1 << 13;

  /// Numbers of weights that fit.
  public static final int MAX_WEIGHTS = 1 << 16;

  /// What a look-up yields for a trace that is not known.
  public static final long NONE = 0;

  private static final long PARTIAL = 1L << 61;
  private static final long KEPT = 1L << 62;
  private static final long THERE = 1L << 63;

  private Entry() {}

  public static long of(
      boolean isKept, boolean isPartial, int name, int weight, long instantNanos) {
    return THERE
        | (isKept ? KEPT : 0)
        | (isPartial ? PARTIAL : 0)
        | (long) name << 48
        | (long) weight << 32
        | (instantNanos / 1_000_000_000L & 0xFFFF_FFFFL);
  }

  public static boolean isKept(long entry) {
    return (entry & KEPT) != 0;
  }

  public static boolean isPartial(long entry) {
    return (entry & PARTIAL) != 0;
  }

  public static int name(long entry) {
    return (int) (entry >>> 48) & MAX_NAMES - 1;
  }

  public static int weight(long entry) {
    return (int) (entry >>> 32) & MAX_WEIGHTS - 1;
  }

  /// When it was decided, in seconds since the epoch.
  public static long seconds(long entry) {
    return entry & 0xFFFF_FFFFL;
  }
}
