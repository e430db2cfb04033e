package dev.clew.ingest.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The file that blocks are appended to. For one thread.
///
/// After a failed sync the state of the pages is unknown and a second sync may lie, so the file is
/// not used again; its successor's header tells how far it counts.
final class ActiveFile implements Closeable {
  private final LogFile file;
  private final LogFolder.OpenFile storage;
  private boolean usable = true;

  ActiveFile(LogFile file, LogFolder.OpenFile storage) {
    this.file = file;
    this.storage = storage;
  }

  LogFile file() {
    return file;
  }

  boolean isUsable() {
    return usable;
  }

  /// Writes a block behind the last one. On failure the file is as before, or no longer usable.
  void write(ByteBuffer block) throws IOException {
    try {
      storage.write(block, file.length());
    } catch (IOException e) {
      cutBack(e);
      throw e;
    }
  }

  private void cutBack(IOException failure) {
    try {
      storage.truncate(file.length());
    } catch (IOException e) {
      usable = false;
      failure.addSuppressed(e);
    }
  }

  /// Makes the block that was just written count.
  ///
  /// @param offsets before the block
  void sync(long blockLength, long[] offsets) throws IOException {
    usable = false;
    storage.force();
    usable = true;
    file.extend(file.length(), blockLength, offsets);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }
}
