package dev.clew.store.parquet;

/// Parquet's `DELTA_BINARY_PACKED`: differences from one value to the next, packed in blocks of 128
/// with as many bits as each quarter of a block needs.
final class DeltaEncoder {
  private static final int BLOCK = 128;
  private static final int PARTS = 4;
  private static final int PART = BLOCK / PARTS;

  private final long[] deltas = new long[BLOCK];

  void encode(long[] values, int from, int to, ByteSink sink) {
    sink.putVarint(BLOCK);
    sink.putVarint(PARTS);
    sink.putVarint(to - from);
    sink.putZigzag(from < to ? values[from] : 0);
    for (int at = from + 1; at < to; at += BLOCK) {
      putBlock(values, at, Math.min(BLOCK, to - at), sink);
    }
  }

  private void putBlock(long[] values, int from, int count, ByteSink sink) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      deltas[i] = values[from + i] - values[from + i - 1];
      least = Math.min(least, deltas[i]);
    }
    for (int i = 0; i < BLOCK; i++) {
      deltas[i] = i < count ? deltas[i] - least : 0;
    }
    sink.putZigzag(least);
    for (int part = 0; part < PARTS; part++) {
      sink.putByte(width(part));
    }
    for (int part = 0; part * PART < count; part++) {
      sink.putPacked(deltas, part * PART, PART, width(part));
    }
  }

  private int width(int part) {
    long all = 0;
    for (int i = part * PART; i < (part + 1) * PART; i++) {
      all |= deltas[i];
    }
    return Long.SIZE - Long.numberOfLeadingZeros(all);
  }
}
