package dev.clew.ingest.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// CRC-32C of a stretch of bytes.
final class Checksum {
  private Checksum() {}

  static int of(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }

  /// Of the bytes from 0 to the limit.
  static int of(ByteBuffer bytes, int limit) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate().position(0).limit(limit));
    return (int) sum.getValue();
  }
}
