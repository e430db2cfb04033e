package dev.clew.pipeline.series;

import dev.clew.model.Strings;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A 64-bit hash of texts that is the same in every process, as what is saved must be.
final class TextHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;
  private static final long OTHER_PRIME = 0xBF58_476D_1CE4_E5B9L;

  private TextHash() {}

  static long of(Strings strings, int id, long seed) {
    byte[] bytes = strings.arena();
    int at = strings.start(id);
    int end = at + strings.length(id);
    long hash = (strings.length(id) ^ seed) * PRIME;
    for (; at + 8 <= end; at += 8) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * PRIME;
      hash ^= hash >>> 32;
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = (tail << 8) | (bytes[at] & 0xFF);
    }
    hash = (hash ^ tail ^ seed) * OTHER_PRIME;
    hash = (hash ^ (hash >>> 29)) * PRIME;
    return hash ^ (hash >>> 32);
  }
}
