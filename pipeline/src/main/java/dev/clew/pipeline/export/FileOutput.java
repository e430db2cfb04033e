package dev.clew.pipeline.export;

import com.github.luben.zstd.Zstd;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;

/// The file of an exporter `file`, which the stages of all partitions write to.
///
/// JSON is one line for each message. Protobuf, and whatever is compressed, is the message behind
/// its length in 4 bytes, the greatest first. What was written before a crash and is not below the
/// checkpoint is written again after it.
public final class FileOutput implements AutoCloseable {
  private static final long MEBIBYTE = 1 << 20;

  private final FileOptions options;
  private final Backups backups;
  private final Path path;
  private FileChannel channel;
  private OutputStream out;
  private long size;
  private long flushedNanos = Long.MIN_VALUE;

  /// Opens the file, whose folder is made if absent. Without rotation and `append` it begins empty.
  ///
  /// @throws IOException if it cannot be written
  public FileOutput(FileOptions options, InstantSource clock) throws IOException {
    this.options = options;
    this.path = Path.of(options.path()).toAbsolutePath();
    this.backups = new Backups(path, options.rotation(), clock);
    backups.makeFolder();
    boolean keeps = options.appends() || options.rotation() != null;
    this.channel = open(keeps);
    this.size = channel.size();
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
  }

  private FileChannel open(boolean keeps) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        keeps ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
  }

  /// Writes one message.
  ///
  /// @param message JSON or protobuf, as the options say
  public synchronized void write(byte[] message) {
    byte[] framed = framed(message);
    try {
      FileOptions.Rotation rotation = options.rotation();
      boolean isFull =
          rotation != null
              && rotation.maxMebibytes() > 0
              && size > 0
              && size + framed.length > rotation.maxMebibytes() * MEBIBYTE;
      if (isFull) {
        rotate();
      }
      out.write(framed);
      size += framed.length;
    } catch (IOException failure) {
      throw new UncheckedIOException("file cannot be written", failure);
    }
  }

  private byte[] framed(byte[] message) {
    byte[] bytes = options.isZstd() ? Zstd.compress(message) : message;
    if (!options.isProto() && !options.isZstd()) {
      return ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) '\n').array();
    }
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private void rotate() throws IOException {
    out.close();
    backups.keep();
    channel = open(false);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    size = 0;
  }

  /// Hands what was written to the operating system, once the interval is over.
  synchronized void flushIfDue(long instantNanos) {
    if (instantNanos - flushedNanos >= options.flushInterval().toNanos()
        || flushedNanos == Long.MIN_VALUE) {
      flushedNanos = instantNanos;
      try {
        out.flush();
      } catch (IOException failure) {
        throw new UncheckedIOException("file cannot be flushed", failure);
      }
    }
  }

  /// Makes durable what was written.
  synchronized void sync() throws IOException {
    out.flush();
    channel.force(false);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
