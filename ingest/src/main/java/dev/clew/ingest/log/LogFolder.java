package dev.clew.ingest.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The files of one log, and all it asks of a file system. Held by one process at a time.
interface LogFolder extends Closeable {
  /// Names of all files, sorted.
  List<String> names() throws IOException;

  /// A new empty file; fails if the name is taken. It outlives a crash only after [#sync].
  OpenFile create(String name) throws IOException;

  OpenFile open(String name) throws IOException;

  /// Puts the content under the name so that a crash leaves either the old or the new one.
  void replace(String name, ByteBuffer content) throws IOException;

  void delete(String name) throws IOException;

  /// Makes creations and deletions durable.
  void sync() throws IOException;

  /// Bytes that may still be written.
  long usableBytes() throws IOException;

  /// One open file. Positions are absolute; there is no current one.
  interface OpenFile extends Closeable {
    long size() throws IOException;

    /// Reads what there is, as a channel does: -1 at the end.
    int read(ByteBuffer target, long position) throws IOException;

    /// Writes all that remains in the buffer.
    void write(ByteBuffer source, long position) throws IOException;

    /// Makes all that was written durable. After a failure nothing is known of what was written
    /// since the last success.
    void force() throws IOException;

    void truncate(long size) throws IOException;
  }
}
