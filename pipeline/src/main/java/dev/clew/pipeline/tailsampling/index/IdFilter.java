package dev.clew.pipeline.tailsampling.index;

/// Says of an id that it is surely not in a file; of one that is in there, or of about one in a
/// hundred others, that it may be. A Bloom filter whose bits for an id lie in one cache line.
final class IdFilter {
  private static final int BITS_PER_ID = 12;
  private static final int PROBES = 6;

  private final long[] words;
  private final int blocks;

  IdFilter(int ids) {
    blocks = (int) Math.max(1, ((long) ids * BITS_PER_ID + 511) / 512);
    words = new long[blocks * 8];
  }

  void add(long hash) {
    int block = block(hash);
    long probes = hash * 0x9E37_79B9_7F4A_7C15L;
    for (int i = 0; i < PROBES; i++, probes >>>= 9) {
      words[block + (int) (probes >>> 6 & 7)] |= 1L << probes;
    }
  }

  boolean mayContain(long hash) {
    int block = block(hash);
    long probes = hash * 0x9E37_79B9_7F4A_7C15L;
    for (int i = 0; i < PROBES; i++, probes >>>= 9) {
      if ((words[block + (int) (probes >>> 6 & 7)] >>> probes & 1) == 0) {
        return false;
      }
    }
    return true;
  }

  private int block(long hash) {
    return (int) (((hash >>> 32) * blocks) >>> 32) * 8;
  }

  long bytes() {
    return 8L * words.length;
  }
}
