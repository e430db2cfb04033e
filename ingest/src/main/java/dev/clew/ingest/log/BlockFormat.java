package dev.clew.ingest.log;

import dev.clew.model.Signal;

/// Where things are in a block. Big-endian.
///
/// ```text
/// marker 8 · block length 4 · records 4 · heads length 4 · payloads length 4 · codec 1 · 0 3
/// · written 8
/// head of each record: partition 4 · offset 8 · signal 1 · encoding 1 · received 8
///     · payload length 4 · fingerprint 16 · tenant length 2 · receiver length 2
///     · tenant, receiver, UTF-8
/// payloads, one after the other, as the codec says
/// CRC-32C of all before it 4
/// ```
///
/// The heads are not compressed, so that opening a log reads no payload.
final class BlockFormat {
  static final int LENGTH = 8;
  static final int RECORDS = 12;
  static final int HEADS_LENGTH = 16;
  static final int PAYLOADS_LENGTH = 20;
  static final int CODEC = 24;
  static final int WRITTEN = 28;
  static final int HEADER_BYTES = 36;
  static final int HEAD_BYTES = 46;
  static final int CHECKSUM_BYTES = 4;
  static final int MIN_BYTES = HEADER_BYTES + HEAD_BYTES + CHECKSUM_BYTES;

  static final byte STORED = 0;
  static final byte ZSTD = 1;

  private BlockFormat() {}

  static byte code(Signal signal) {
    return switch (signal) {
      case TRACES -> 1;
      case LOGS -> 2;
      case METRICS -> 3;
    };
  }

  static Signal signal(byte code) {
    return switch (code) {
      case 1 -> Signal.TRACES;
      case 2 -> Signal.LOGS;
      case 3 -> Signal.METRICS;
      default -> throw new IllegalArgumentException("no signal has code " + code);
    };
  }
}
