package dev.clew.ingest.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what a log holds: checks every block, cuts what was torn off the end, passes over what
/// is damaged, rebuilds offsets and the memory of recent entries.
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final long UNKNOWN = -1;

  private final LogFolder folder;
  private final Counters counters;
  private final RecentEntries recent;
  private final Offsets committed;
  private final long[] seen;
  private final long[] expected;
  private final List<LogFile> files = new ArrayList<>();
  private boolean isAppendable;
  private long writtenNanos;

  private Recovery(
      LogFolder folder, LogOptions options, Counters counters, Offsets committed, long[] seen) {
    this.folder = folder;
    this.seen = seen;
    this.counters = counters;
    this.recent = new RecentEntries(options.recentEntries());
    this.committed = committed;
    this.expected = new long[options.partitions()];
    Arrays.fill(expected, UNKNOWN);
  }

  /// @param floor offsets below which consumers have seen all; no new record gets a lower one
  static Recovered run(
      LogFolder folder, LogOptions options, Counters counters, RandomGenerator random, long[] floor)
      throws IOException {
    List<Found> found = Found.in(folder);
    folder.sync(); // the crash may have come between the creation of a file and its sync
    Offsets committed = committed(folder, options.partitions());
    Offsets seen = new Offsets(Arrays.copyOf(floor, options.partitions()));
    seen.raiseAll(committed.copy());
    Recovery recovery = new Recovery(folder, options, counters, committed, seen.copy());
    for (int i = 0; i < found.size(); i++) {
      recovery.recover(found.get(i), i + 1 < found.size() ? found.get(i + 1) : null);
    }
    return recovery.result(newestKey(found, random));
  }

  private static Offsets committed(LogFolder folder, int partitions) throws IOException {
    long[] stored = CommitFile.read(folder);
    return new Offsets(Arrays.copyOf(stored == null ? new long[0] : stored, partitions));
  }

  private static SecretKey newestKey(List<Found> found, RandomGenerator random) {
    for (Found file : found.reversed()) {
      FileHeader header = file.header();
      if (header != null) {
        return header.key();
      }
    }
    return SecretKey.random(random);
  }

  private Recovered result(SecretKey key) {
    Offsets ends = new Offsets(new long[expected.length]);
    ends.raiseAll(expected);
    if (!files.isEmpty()) {
      for (int partition = 0; partition < expected.length; partition++) {
        committed.raise(partition, files.getFirst().firstOffset(partition));
      }
    }
    ends.raiseAll(committed.copy());
    ends.raiseAll(seen);
    return new Recovered(files, isAppendable, ends, committed, key, recent, writtenNanos);
  }

  private void recover(Found found, @Nullable Found successor) throws IOException {
    try (LogFolder.OpenFile storage = folder.open(found.name())) {
      LogFile file = describe(found, storage);
      files.add(file);
      long length = found.length(successor);
      BlockScanner scanner =
          new BlockScanner(
              new Window(storage, Math.min(length, found.size())),
              file.marker(),
              FileHeader.BYTES,
              (position, bytes) -> damaged(file, position, bytes));
      long last = FileHeader.BYTES;
      for (Block block = scanner.next(); block != null; block = scanner.next()) {
        file.extend(block.position(), block.length(), starts());
        take(block);
        last = block.position();
      }
      isAppendable = successor == null && found.header() != null;
      if (isAppendable) {
        cut(storage, found, scanner.position());
        renew(storage, last, scanner.position());
        storage.force();
      } else if (scanner.position() < length) {
        damaged(file, scanner.position(), length - scanner.position());
      }
    }
  }

  private LogFile describe(Found found, LogFolder.OpenFile storage) throws IOException {
    FileHeader header = found.header();
    if (header == null) {
      LogFile file = new LogFile(found.sequence(), 0, FileHeader.guessMarker(storage), starts());
      damaged(file, 0, FileHeader.BYTES);
      return file;
    }
    long[] firsts = header.firstOffsets();
    checkPartition(firsts.length - 1);
    for (int partition = 0; partition < expected.length; partition++) {
      reach(partition, partition < firsts.length ? firsts[partition] : 0);
    }
    return new LogFile(found.sequence(), header.createdNanos(), header.marker(), starts());
  }

  private long[] starts() {
    return Arrays.stream(expected).map(offset -> Math.max(0, offset)).toArray();
  }

  private void take(Block block) {
    writtenNanos = Math.max(writtenNanos, block.writtenNanos());
    while (block.next()) {
      checkPartition(block.partition());
      reach(block.partition(), block.offset());
      expected[block.partition()] = block.offset() + 1;
      recent.add(block.fingerprint(), block.offset());
    }
  }

  private void checkPartition(int partition) {
    if (partition >= expected.length) {
      throw new IllegalArgumentException(
          "the log has a partition %d and cannot be opened with %d partitions"
              .formatted(partition, expected.length));
    }
  }

  /// Takes note that the next record has this offset; what lies between is missing.
  private void reach(int partition, long offset) {
    if (expected[partition] != UNKNOWN) {
      long from = Math.max(expected[partition], seen[partition]);
      counters.missingRecords.addAndGet(Math.max(0, offset - from));
    }
    expected[partition] = Math.max(expected[partition], offset);
  }

  private void cut(LogFolder.OpenFile storage, Found found, long length) throws IOException {
    if (found.size() > length) {
      storage.truncate(length);
      counters.tornBytes.addAndGet(found.size() - length);
      log.atWarn()
          .addKeyValue("file", found.name())
          .addKeyValue("bytes", found.size() - length)
          .log("torn end of log cut");
    }
  }

  /// Writes the last block again. The process that wrote it may have died before or after a sync of
  /// it that failed; then only the cache has it, and a sync now would find nothing to do.
  private static void renew(LogFolder.OpenFile storage, long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (bytes.hasRemaining()) {
      if (storage.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the log file has shrunk");
      }
    }
    storage.write(bytes.flip(), from);
  }

  private void damaged(LogFile file, long position, long bytes) {
    if (file.noteDamage(position)) {
      counters.damaged(bytes);
      log.atWarn()
          .addKeyValue("file", file.name())
          .addKeyValue("position", position)
          .addKeyValue("bytes", bytes)
          .log("damaged part of log passed over");
    }
  }
}
