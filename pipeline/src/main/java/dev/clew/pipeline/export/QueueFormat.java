package dev.clew.pipeline.export;

import dev.clew.model.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Bytes of a queue's files.
///
/// A file is a header, which has the sequence number of the first entry, and entries. Each is
/// covered by a CRC-32C; the first entry that does not check ends the file.
final class QueueFormat {
  static final int MAX_PAYLOAD = 256 << 20;
  private static final int MAGIC = 0x434c5131;
  private static final int FIXED = 4 + 4;

  private QueueFormat() {}

  static ByteBuffer header(long firstSequence) {
    return framed(ByteBuffer.allocate(8).putLong(0, firstSequence), MAGIC);
  }

  static ByteBuffer entry(QueueEntry entry) {
    byte[] payload = entry.payload().bytes();
    byte[] source = entry.source().getBytes(StandardCharsets.UTF_8);
    ByteBuffer body = ByteBuffer.allocate(8 + 1 + 4 + 2 + source.length + payload.length);
    body.putLong(entry.sequence()).put((byte) entry.signal().ordinal()).putInt(entry.rows());
    body.putShort((short) source.length).put(source).put(payload);
    return framed(body.flip(), 0);
  }

  /// Checksum, length, body; the checksum covers the length too.
  private static ByteBuffer framed(ByteBuffer body, int salt) {
    ByteBuffer frame = ByteBuffer.allocate(FIXED + body.remaining());
    frame.putInt(0).putInt(body.remaining()).put(body);
    return frame.putInt(0, checksum(frame, FIXED + body.limit(), salt)).flip();
  }

  private static int checksum(ByteBuffer frame, int end, int salt) {
    CRC32C sum = new CRC32C();
    sum.update(frame.duplicate().position(4).limit(end));
    return (int) sum.getValue() ^ salt;
  }

  /// The body of the frame that begins where the bytes are, which move behind it; null if there is
  /// no whole and sound one.
  private static @Nullable ByteBuffer body(ByteBuffer bytes, int salt) {
    if (bytes.remaining() < FIXED) {
      return null;
    }
    ByteBuffer frame = bytes.slice();
    int length = frame.getInt(4);
    if (length < 0 || length > frame.capacity() - FIXED) {
      return null;
    }
    if (checksum(frame, FIXED + length, salt) != frame.getInt(0)) {
      return null;
    }
    bytes.position(bytes.position() + FIXED + length);
    return frame.slice(FIXED, length);
  }

  /// Sequence number of a file's first entry, or -1 if its header is not whole.
  static long readHeader(ByteBuffer bytes) {
    ByteBuffer body = body(bytes, MAGIC);
    return body == null || body.remaining() != 8 ? -1 : body.getLong();
  }

  static @Nullable QueueEntry readEntry(ByteBuffer bytes) {
    ByteBuffer body = body(bytes, 0);
    if (body == null) {
      return null;
    }
    long sequence = body.getLong();
    Signal signal = Signal.values()[body.get()];
    int rows = body.getInt();
    byte[] source = new byte[body.getShort()];
    body.get(source);
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    return new QueueEntry(
        sequence,
        new String(source, StandardCharsets.UTF_8),
        signal,
        rows,
        new QueueEntry.Payload(payload));
  }
}
