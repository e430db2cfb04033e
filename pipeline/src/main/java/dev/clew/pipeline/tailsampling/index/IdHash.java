package dev.clew.pipeline.tailsampling.index;

/// Mixes the bits of a trace id. The same in every process, since files are ordered by it; whoever
/// chooses ids that collide gains nothing, as order goes on with the id itself.
final class IdHash {
  private IdHash() {}

  static long of(long high, long low) {
    long hash = high * 0x9E37_79B9_7F4A_7C15L ^ Long.rotateLeft(low * 0xC2B2_AE3D_27D4_EB4FL, 31);
    hash = (hash ^ hash >>> 30) * 0xBF58_476D_1CE4_E5B9L;
    hash = (hash ^ hash >>> 27) * 0x94D0_49BB_1331_11EBL;
    return hash ^ hash >>> 31;
  }

  /// Order in files: by hash, then by id, all unsigned.
  static int compare(long highA, long lowA, long highB, long lowB) {
    int byHash = Long.compareUnsigned(of(highA, lowA), of(highB, lowB));
    if (byHash != 0) {
      return byHash;
    }
    int byHigh = Long.compareUnsigned(highA, highB);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(lowA, lowB);
  }
}
