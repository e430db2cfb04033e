package dev.clew.ingest.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads the blocks of a file in order, passing over what is damaged.
final class BlockScanner {
  /// Is told of each damaged stretch that an intact block follows.
  interface DamageListener {
    void damaged(long position, long length);
  }

  private final Window window;
  private final long marker;
  private final DamageListener listener;
  private long position;

  /// @param from where a block begins
  BlockScanner(Window window, long marker, long from, DamageListener listener) {
    this.window = window;
    this.marker = marker;
    this.position = from;
    this.listener = listener;
  }

  /// The next intact block, valid until the next call; null if there is none.
  @Nullable Block next() throws IOException {
    long found = isBlock(position) ? position : find(position + 1);
    if (found < 0) {
      return null;
    }
    if (found > position) {
      listener.damaged(position, found - position);
    }
    Block block = Block.at(window.bytes(), window.index(found), found);
    position = found + block.length();
    return block;
  }

  /// The end of the last intact block.
  long position() {
    return position;
  }

  private boolean isBlock(long at) throws IOException {
    if (!window.holds(at, BlockFormat.HEADER_BYTES)
        || Block.markerAt(window.bytes(), window.index(at)) != marker) {
      return false;
    }
    int length = Block.lengthAt(window.bytes(), window.index(at));
    return length >= BlockFormat.MIN_BYTES
        && window.holds(at, length)
        && Block.isIntact(window.bytes(), window.index(at), length);
  }

  private long find(long from) throws IOException {
    for (long at = from; at <= window.limit() - BlockFormat.MIN_BYTES; at++) {
      if (isBlock(at)) {
        return at;
      }
    }
    return -1;
  }
}
