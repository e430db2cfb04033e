package dev.clew.ingest.otlp;

import java.util.Arrays;

/// A message field that may come in several pieces, which the wire format joins: the message is
/// what their bytes say one after the other.
final class Pieces {
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private boolean isCopy;
  private int offset;
  private int length;

  void clear() {
    bytes = NOTHING;
    isCopy = false;
    offset = 0;
    length = 0;
  }

  /// Adds the piece that follows and passes it.
  void add(ProtoReader in) {
    int size = in.length();
    int at = in.advance(size);
    if (length == 0) {
      bytes = in.bytes();
      isCopy = false;
      offset = at;
    } else {
      makeRoom(size);
      System.arraycopy(in.bytes(), at, bytes, length, size);
    }
    length += size;
  }

  int length() {
    return length;
  }

  /// Where the message stands in the array that is walked; -1 if it had to be joined.
  int offset() {
    return isCopy ? -1 : offset;
  }

  /// Whether the message has the bytes that stand there in the same array.
  boolean isAt(int start) {
    return length == 0
        || Arrays.equals(bytes, offset, offset + length, bytes, start, start + length);
  }

  /// Walks the whole message, which is empty if no piece came.
  ProtoReader reader() {
    return new ProtoReader(bytes, offset, length);
  }

  private void makeRoom(int size) {
    if (!isCopy) {
      byte[] copy = new byte[2 * length + size];
      System.arraycopy(bytes, offset, copy, 0, length);
      bytes = copy;
      isCopy = true;
      offset = 0;
    } else if (length + size > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length + size);
    }
  }
}
