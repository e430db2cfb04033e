package dev.clew.detect.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// SipHash-2-4: a keyed 64-bit hash, so that nobody without the key can choose names that meet in
/// one slot of the state.
public final class SipHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long key0;
  private final long key1;

  public SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  public long hash(byte[] bytes) {
    Words words = new Words(key0, key1);
    int whole = bytes.length & ~7;
    for (int at = 0; at < whole; at += 8) {
      words.add((long) LONGS.get(bytes, at));
    }
    long last = (long) bytes.length << 56;
    for (int at = whole; at < bytes.length; at++) {
      last |= (bytes[at] & 0xFFL) << (8 * (at - whole));
    }
    words.add(last);
    return words.finish();
  }

  private static final class Words {
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    Words(long key0, long key1) {
      v0 = key0 ^ 0x736f_6d65_7073_6575L;
      v1 = key1 ^ 0x646f_7261_6e64_6f6dL;
      v2 = key0 ^ 0x6c79_6765_6e65_7261L;
      v3 = key1 ^ 0x7465_6462_7974_6573L;
    }

    void add(long word) {
      v3 ^= word;
      round();
      round();
      v0 ^= word;
    }

    long finish() {
      v2 ^= 0xFF;
      round();
      round();
      round();
      round();
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
