package dev.clew.ingest.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The first 4096 bytes of a log file. Big-endian, zeros up to the checksum at their end.
///
/// ```text
/// magic 8 · version 4 · partitions 4 · sequence 8 · created 8 · marker 8 · previous length 8
/// · key 32 · first offset 8 for each partition · 0… · CRC-32C 4
/// ```
final class FileHeader {
  static final int BYTES = 4_096;
  private static final long MAGIC = 0x434C_4557_4C4F_4731L; // CLEWLOG1
  private static final int VERSION = 2;
  private static final int CHECKED_BYTES = BYTES - Integer.BYTES;

  private final long sequence;
  private final long createdNanos;
  private final long marker;
  private final long previousLength;
  private final SecretKey key;
  private final long[] firstOffsets;

  /// @param createdNanos epoch time
  /// @param marker what every block of the file begins with
  /// @param previousLength how many bytes of the file before this one count; -1 if there is none
  /// @param firstOffsets of each partition in this file
  FileHeader(
      long sequence,
      long createdNanos,
      long marker,
      long previousLength,
      SecretKey key,
      long[] firstOffsets) {
    this.sequence = sequence;
    this.createdNanos = createdNanos;
    this.marker = marker;
    this.previousLength = previousLength;
    this.key = key;
    this.firstOffsets = firstOffsets.clone();
  }

  /// Reads the header, or null if it is torn or damaged.
  static @Nullable FileHeader read(LogFolder.OpenFile file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, bytes.position()) < 0) {
        return null;
      }
    }
    boolean intact =
        bytes.getInt(CHECKED_BYTES) == Checksum.of(bytes, CHECKED_BYTES)
            && bytes.getLong(0) == MAGIC;
    return intact ? parse(bytes.flip().position(Long.BYTES)) : null;
  }

  /// The marker of a file whose header is damaged: what its first block begins with.
  static long guessMarker(LogFolder.OpenFile file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
    while (bytes.hasRemaining() && file.read(bytes, BYTES + bytes.position()) > 0) {}
    return bytes.getLong(0);
  }

  private static FileHeader parse(ByteBuffer bytes) throws IOException {
    int version = bytes.getInt();
    if (version != VERSION) {
      throw new IOException(
          "log file has format version %d; this program reads version %d"
              .formatted(version, VERSION));
    }
    int partitions = bytes.getInt();
    long sequence = bytes.getLong();
    long createdNanos = bytes.getLong();
    long marker = bytes.getLong();
    long previousLength = bytes.getLong();
    SecretKey key = SecretKey.read(bytes);
    long[] firstOffsets = new long[partitions];
    bytes.asLongBuffer().get(firstOffsets);
    return new FileHeader(sequence, createdNanos, marker, previousLength, key, firstOffsets);
  }

  ByteBuffer encode() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(MAGIC).putInt(VERSION).putInt(firstOffsets.length);
    bytes.putLong(sequence).putLong(createdNanos).putLong(marker).putLong(previousLength);
    key.write(bytes);
    bytes.asLongBuffer().put(firstOffsets);
    bytes.putInt(CHECKED_BYTES, Checksum.of(bytes, CHECKED_BYTES));
    return bytes.clear();
  }

  long sequence() {
    return sequence;
  }

  long createdNanos() {
    return createdNanos;
  }

  long marker() {
    return marker;
  }

  long previousLength() {
    return previousLength;
  }

  SecretKey key() {
    return key;
  }

  long[] firstOffsets() {
    return Arrays.copyOf(firstOffsets, firstOffsets.length);
  }
}
