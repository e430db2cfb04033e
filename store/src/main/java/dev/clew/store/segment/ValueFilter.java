package dev.clew.store.segment;

import dev.clew.model.TraceId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bloom filter over the (key, value) pairs of a segment: answers "no row has it" without reading
/// rows. Blocked by cache line (512 bits), ten bits a pair, seven probes: about 1 % false answers.
final class ValueFilter {
  private static final int BITS_PER_PAIR = 10;
  private static final int PROBES = 7;
  private static final int BLOCK_LONGS = 8;
  private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final long[] blocks;

  private ValueFilter(long[] blocks) {
    this.blocks = blocks;
  }

  /// An empty filter.
  ///
  /// @param pairs distinct pairs to make room for
  static ValueFilter sized(int pairs) {
    long bits = Math.max(512L, (long) pairs * BITS_PER_PAIR);
    return new ValueFilter(new long[Math.toIntExact((bits + 511) / 512 * BLOCK_LONGS)]);
  }

  static ValueFilter of(long[] blocks) {
    if (blocks.length == 0 || blocks.length % BLOCK_LONGS != 0) {
      throw new IllegalArgumentException("%d longs are no filter".formatted(blocks.length));
    }
    return new ValueFilter(blocks.clone());
  }

  long[] toLongs() {
    return blocks.clone();
  }

  /// Bytes of memory.
  long bytes() {
    return 8L * blocks.length;
  }

  void add(long pair) {
    int block = block(pair);
    long probes = pair * MULTIPLIER;
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (probes >>> 55);
      blocks[block + (bit >>> 6)] |= 1L << bit;
      probes = probes << 9 | probes >>> 55;
    }
  }

  boolean mayContain(long pair) {
    int block = block(pair);
    long probes = pair * MULTIPLIER;
    for (int i = 0; i < PROBES; i++) {
      int bit = (int) (probes >>> 55);
      if ((blocks[block + (bit >>> 6)] & 1L << bit) == 0) {
        return false;
      }
      probes = probes << 9 | probes >>> 55;
    }
    return true;
  }

  /// Hash of a key with a text; the same on every machine, for it is stored.
  static long pair(long keyHash, byte[] source, int offset, int length) {
    return mix(keyHash ^ hash(source, offset, length));
  }

  static long pair(String key, String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return pair(hash(key), utf8, 0, utf8.length);
  }

  /// Hash of a trace id, which never equals that of a pair but by chance.
  static long trace(TraceId id) {
    return mix(mix(id.high()) ^ Long.rotateLeft(id.low(), 17));
  }

  static long hash(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return hash(utf8, 0, utf8.length);
  }

  private static long hash(byte[] source, int offset, int length) {
    long hash = length * MULTIPLIER;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ (source[i] & 0xFF)) * 0x0000_0100_0000_01B3L;
    }
    return mix(hash);
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 32) * MULTIPLIER;
    return mixed ^ mixed >>> 29;
  }

  private int block(long pair) {
    long index =
        Math.unsignedMultiplyHigh(pair * 0xD6E8_FEB8_6659_FD93L, blocks.length / BLOCK_LONGS);
    return (int) index * BLOCK_LONGS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValueFilter that && Arrays.equals(blocks, that.blocks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(blocks);
  }
}
