package dev.clew.pipeline.export;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One file of a queue: entries of consecutive sequence numbers.
final class QueueFile implements AutoCloseable {
  private static final String SUFFIX = ".queue";

  private final Path path;
  private final FileChannel channel;
  private final long firstSequence;

  /// Where each entry begins.
  private final List<Long> starts = new ArrayList<>();

  private long end;

  private QueueFile(Path path, FileChannel channel, long firstSequence) {
    this.path = path;
    this.channel = channel;
    this.firstSequence = firstSequence;
  }

  static QueueFile create(Path folder, long firstSequence) throws IOException {
    Path path = folder.resolve("%020d%s".formatted(firstSequence, SUFFIX));
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    QueueFile file = new QueueFile(path, channel, firstSequence);
    file.write(QueueFormat.header(firstSequence));
    file.sync();
    return file;
  }

  /// Opens a file and cuts off what was torn; null if not even its header is whole.
  static @Nullable QueueFile open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
    long first = QueueFormat.readHeader(bytes);
    if (first < 0) {
      channel.close();
      return null;
    }
    QueueFile file = new QueueFile(path, channel, first);
    file.end = bytes.position();
    QueueEntry entry = QueueFormat.readEntry(bytes);
    while (entry != null && entry.sequence() == file.nextSequence()) {
      file.starts.add(file.end);
      file.end = bytes.position();
      entry = QueueFormat.readEntry(bytes);
    }
    if (file.end < channel.size()) {
      channel.truncate(file.end);
    }
    return file;
  }

  static boolean isQueueFile(Path path) {
    return path.toString().endsWith(SUFFIX);
  }

  void append(QueueEntry entry) throws IOException {
    long start = end;
    write(QueueFormat.entry(entry));
    starts.add(start);
  }

  private void write(ByteBuffer bytes) throws IOException {
    long at = end;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    end = at;
  }

  /// An entry of this file, read from the disk.
  QueueEntry read(long sequence) throws IOException {
    int index = (int) (sequence - firstSequence);
    long from = starts.get(index);
    long to = index + 1 < starts.size() ? starts.get(index + 1) : end;
    ByteBuffer bytes = ByteBuffer.allocate((int) (to - from));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new IOException("file is shorter than it was");
      }
    }
    QueueEntry entry = QueueFormat.readEntry(bytes.flip());
    if (entry == null) {
      throw new IOException("entry %d is damaged".formatted(sequence));
    }
    return entry;
  }

  boolean has(long sequence) {
    return sequence >= firstSequence && sequence < nextSequence();
  }

  long firstSequence() {
    return firstSequence;
  }

  long nextSequence() {
    return firstSequence + starts.size();
  }

  long bytes() {
    return end;
  }

  void sync() throws IOException {
    channel.force(false);
  }

  void delete() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
