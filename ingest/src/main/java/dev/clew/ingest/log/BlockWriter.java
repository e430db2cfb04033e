package dev.clew.ingest.log;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Frames groups of entries as blocks. Reuses its buffers and its compressor; for one thread.
final class BlockWriter implements AutoCloseable {
  private static final int LEVEL = -3;
  private static final int MIN_BYTES = 64 << 10;
  private static final int KEPT_BYTES = 8 << 20;

  private final ZstdCompressCtx compressor = new ZstdCompressCtx().setLevel(LEVEL);
  private ByteBuffer payloads = ByteBuffer.allocateDirect(MIN_BYTES);
  private ByteBuffer block = ByteBuffer.allocateDirect(MIN_BYTES);

  /// The block of a group, valid until the next call.
  ///
  /// @param writtenNanos the stamp of the block
  /// @param nextOffsets of each partition; moved past the records of the group
  ByteBuffer frame(List<Append> group, long marker, long writtenNanos, long[] nextOffsets) {
    int payloadBytes = gather(group);
    int headBytes = headBytes(group);
    int bound =
        BlockFormat.HEADER_BYTES
            + headBytes
            + Math.toIntExact(Zstd.compressBound(payloadBytes))
            + BlockFormat.CHECKSUM_BYTES;
    block = cleared(block, bound);
    block.position(BlockFormat.HEADER_BYTES);
    for (Append append : group) {
      putHead(append, nextOffsets[append.partition()]++);
    }
    int heads = block.position() - BlockFormat.HEADER_BYTES;
    byte codec = putPayloads(payloadBytes);
    int length = block.position() + BlockFormat.CHECKSUM_BYTES;
    block.putLong(0, marker).putInt(BlockFormat.LENGTH, length);
    block.putInt(BlockFormat.RECORDS, group.size());
    block.putInt(BlockFormat.HEADS_LENGTH, heads);
    block.putInt(BlockFormat.PAYLOADS_LENGTH, payloadBytes);
    block.putInt(BlockFormat.CODEC, codec << 24);
    block.putLong(BlockFormat.WRITTEN, writtenNanos);
    block.putInt(Checksum.of(block, block.position()));
    return block.flip();
  }

  private int gather(List<Append> group) {
    long bytes = 0;
    for (Append append : group) {
      bytes += append.entry().payloadLength();
    }
    payloads = cleared(payloads, Math.toIntExact(bytes));
    for (Append append : group) {
      Entry entry = append.entry();
      payloads.put(entry.payload(), entry.payloadOffset(), entry.payloadLength());
    }
    return payloads.position();
  }

  private static int headBytes(List<Append> group) {
    int bytes = 0;
    for (Append append : group) {
      bytes += BlockFormat.HEAD_BYTES + 3 * namesLength(append.entry());
    }
    return bytes;
  }

  private static int namesLength(Entry entry) {
    return entry.tenant().length() + entry.receiver().length();
  }

  private void putHead(Append append, long offset) {
    Entry entry = append.entry();
    byte[] tenant = entry.tenant().getBytes(StandardCharsets.UTF_8);
    byte[] receiver = entry.receiver().getBytes(StandardCharsets.UTF_8);
    block.putInt(append.partition()).putLong(offset);
    block.put(BlockFormat.code(entry.signal())).put(entry.encoding());
    block.putLong(entry.receivedNanos()).putInt(entry.payloadLength());
    block.putLong(append.fingerprint().high()).putLong(append.fingerprint().low());
    block.putShort((short) tenant.length).putShort((short) receiver.length);
    block.put(tenant).put(receiver);
  }

  private byte putPayloads(int length) {
    int at = block.position();
    int room = block.capacity() - BlockFormat.CHECKSUM_BYTES - at;
    int packed = compressor.compressDirectByteBuffer(block, at, room, payloads, 0, length);
    if (packed < length) {
      block.position(at + packed);
      return BlockFormat.ZSTD;
    }
    block.put(payloads.flip());
    return BlockFormat.STORED;
  }

  private static ByteBuffer cleared(ByteBuffer buffer, int capacity) {
    boolean fits = buffer.capacity() >= capacity;
    boolean isKept = buffer.capacity() <= KEPT_BYTES || capacity > KEPT_BYTES;
    return fits && isKept
        ? buffer.clear()
        : ByteBuffer.allocateDirect(Math.max(capacity, MIN_BYTES));
  }

  @Override
  public void close() {
    compressor.close();
  }
}
