package dev.clew.pipeline.tailsampling.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// Decisions in a file that never changes: 24 bytes for each, ordered by [IdHash], and mapped into
/// memory. A filter in memory spares nearly all look-ups of traces that are not in it.
final class DecisionFile implements AutoCloseable {
  private static final int MAGIC = 0x434C_5744;
  private static final int VERSION = 1;
  private static final int HEADER = 16;
  private static final int ENTRY = 24;
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final Path path;
  private final int count;
  private final long newestSeconds;
  private final IdFilter filter;
  private final Arena arena;
  private final MemorySegment entries;

  private DecisionFile(Path path, MemorySegment entries, Arena arena) {
    this.path = path;
    this.entries = entries;
    this.arena = arena;
    count = (int) (entries.byteSize() / ENTRY);
    filter = new IdFilter(count);
    long newest = 0;
    for (int i = 0; i < count; i++) {
      filter.add(IdHash.of(entries.get(LONG, at(i)), entries.get(LONG, at(i) + 8)));
      newest = Math.max(newest, Entry.seconds(entries.get(LONG, at(i) + 16)));
    }
    newestSeconds = newest;
  }

  /// Writes a file, durably, in one step; one of the same name is replaced.
  ///
  /// @param sorted decisions in the order of [IdHash#compare]
  static void write(Path path, ByteBuffer sorted) throws IOException {
    Path folder = path.getParent();
    if (folder == null) {
      throw new IllegalArgumentException("no folder: " + path);
    }
    Files.createDirectories(folder);
    Path temporary = path.resolveSibling(path.getFileName() + ".tmp");
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putInt(MAGIC).putInt(VERSION).putInt(sorted.remaining() / ENTRY).putInt(crc(sorted));
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(channel, header.flip());
      writeFully(channel, sorted.duplicate());
      channel.force(true);
    }
    Files.move(
        temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static int crc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.duplicate());
    return (int) crc.getValue();
  }

  /// Opens a file and reads it once.
  ///
  /// @throws IOException if it is not there or not what was written
  static DecisionFile open(Path path) throws IOException {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new DecisionFile(path, checked(path, all), arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static MemorySegment checked(Path path, MemorySegment all) throws IOException {
    ByteBuffer bytes = all.asByteBuffer();
    if (bytes.remaining() < HEADER || bytes.getInt() != MAGIC || bytes.getInt() != VERSION) {
      throw new IOException("no index of decisions: " + path);
    }
    int expected = bytes.getInt();
    int crc = bytes.getInt();
    if (bytes.remaining() != (long) expected * ENTRY || crc(bytes) != crc) {
      throw new IOException("index of decisions is damaged: " + path);
    }
    return all.asSlice(HEADER);
  }

  Path path() {
    return path;
  }

  int count() {
    return count;
  }

  long newestSeconds() {
    return newestSeconds;
  }

  long memoryBytes() {
    return filter.bytes();
  }

  long find(long hash, long high, long low) {
    return filter.mayContain(hash) ? search(high, low) : Entry.NONE;
  }

  private long search(long high, long low) {
    int from = 0;
    int to = count - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      long at = at(middle);
      int order = IdHash.compare(entries.get(LONG, at), entries.get(LONG, at + 8), high, low);
      if (order == 0) {
        return entries.get(LONG, at + 16);
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return Entry.NONE;
  }

  private static long at(int index) {
    return (long) index * ENTRY;
  }

  @Override
  public void close() {
    arena.close();
  }
}
