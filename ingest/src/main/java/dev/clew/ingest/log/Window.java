package dev.clew.ingest.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Buffered view of a file up to a limit, for reading forward with a look ahead of any length.
final class Window {
  private static final int READ_BYTES = 256 << 10;

  private final LogFolder.OpenFile file;
  private final long limit;
  private byte[] bytes = new byte[READ_BYTES];
  private long start;
  private int filled;

  /// @param limit where the file ends, as far as the reader is concerned
  Window(LogFolder.OpenFile file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /// The array that [#index] points into; another one after the next [#holds].
  byte[] bytes() {
    return bytes;
  }

  /// Where a position of the file is in the array.
  int index(long position) {
    return (int) (position - start);
  }

  /// Loads a stretch of the file; false if it reaches beyond the end.
  boolean holds(long position, int length) throws IOException {
    if (position + length > limit) {
      return false;
    }
    if (position >= start && position + length <= start + filled) {
      return true;
    }
    moveTo(position, length);
    return fill(length);
  }

  private void moveTo(long position, int length) {
    int kept = position >= start && position < start + filled ? filled - index(position) : 0;
    byte[] target = bytes.length >= length ? bytes : new byte[Math.max(length, 2 * bytes.length)];
    System.arraycopy(bytes, kept == 0 ? 0 : index(position), target, 0, kept);
    bytes = target;
    start = position;
    filled = kept;
  }

  private boolean fill(int length) throws IOException {
    while (filled < length) {
      int wanted = Math.min(READ_BYTES, bytes.length - filled);
      int capped = (int) Math.min(wanted, limit - start - filled);
      int read = file.read(ByteBuffer.wrap(bytes, filled, capped), start + filled);
      if (read <= 0) {
        return false;
      }
      filled += read;
    }
    return true;
  }
}
