package dev.clew.ingest.log;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An intact block in a buffer, and a cursor over its records: [#next], then the accessors.
final class Block {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final int start;
  private final long position;
  private int head;
  private int nextHead;
  private int remaining;
  private int payloadStart;
  private int nextPayload;

  private Block(byte[] bytes, int start, long position) {
    this.bytes = bytes;
    this.start = start;
    this.position = position;
    rewind();
  }

  /// The length that stands in a block's header, right or wrong.
  static int lengthAt(byte[] bytes, int start) {
    return (int) INT.get(bytes, start + BlockFormat.LENGTH);
  }

  static long markerAt(byte[] bytes, int start) {
    return (long) LONG.get(bytes, start);
  }

  /// Whether the stretch is a block as it was written.
  static boolean isIntact(byte[] bytes, int start, int length) {
    int checked = length - BlockFormat.CHECKSUM_BYTES;
    return (int) INT.get(bytes, start + checked) == Checksum.of(bytes, start, checked);
  }

  /// @param position in the file, for whom it matters
  static Block at(byte[] bytes, int start, long position) {
    return new Block(bytes, start, position);
  }

  void rewind() {
    nextHead = start + BlockFormat.HEADER_BYTES;
    remaining = (int) INT.get(bytes, start + BlockFormat.RECORDS);
    nextPayload = 0;
  }

  /// The instant of its [Stamps], in epoch nanoseconds.
  long writtenNanos() {
    return (long) LONG.get(bytes, start + BlockFormat.WRITTEN);
  }

  long position() {
    return position;
  }

  int length() {
    return lengthAt(bytes, start);
  }

  /// Moves to the next record, if there is one.
  boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    head = nextHead;
    payloadStart = nextPayload;
    nextHead = head + BlockFormat.HEAD_BYTES + tenantLength() + receiverLength();
    nextPayload = payloadStart + payloadLength();
    return true;
  }

  int partition() {
    return (int) INT.get(bytes, head);
  }

  long offset() {
    return (long) LONG.get(bytes, head + 4);
  }

  long receivedNanos() {
    return (long) LONG.get(bytes, head + 14);
  }

  int payloadLength() {
    return (int) INT.get(bytes, head + 22);
  }

  Fingerprint fingerprint() {
    return new Fingerprint((long) LONG.get(bytes, head + 26), (long) LONG.get(bytes, head + 34));
  }

  private int tenantLength() {
    return (bytes[head + 42] & 0xFF) << 8 | (bytes[head + 43] & 0xFF);
  }

  private int receiverLength() {
    return (bytes[head + 44] & 0xFF) << 8 | (bytes[head + 45] & 0xFF);
  }

  private String text(int from, int length) {
    return length == 0 ? "" : new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  /// The record, with its payload in what [#unpack] filled.
  Entry entry(byte[] payloads) {
    int names = head + BlockFormat.HEAD_BYTES;
    return new Entry(
        BlockFormat.signal(bytes[head + 12]),
        bytes[head + 13],
        text(names, tenantLength()),
        text(names + tenantLength(), receiverLength()),
        receivedNanos(),
        payloads,
        payloadStart,
        payloadLength());
  }

  /// Length of all payloads.
  int payloadsLength() {
    return (int) INT.get(bytes, start + BlockFormat.PAYLOADS_LENGTH);
  }

  /// Puts all payloads into an array of at least [#payloadsLength].
  void unpack(ZstdDecompressCtx decompressor, byte[] target) {
    int from =
        start + BlockFormat.HEADER_BYTES + (int) INT.get(bytes, start + BlockFormat.HEADS_LENGTH);
    int stored = start + length() - BlockFormat.CHECKSUM_BYTES - from;
    if (bytes[start + BlockFormat.CODEC] == BlockFormat.ZSTD) {
      decompressor.decompressByteArray(target, 0, payloadsLength(), bytes, from, stored);
    } else {
      System.arraycopy(bytes, from, target, 0, stored);
    }
  }
}
