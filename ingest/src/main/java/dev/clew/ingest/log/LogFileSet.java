package dev.clew.ingest.log;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The files of a log: begins new ones, deletes those that are not needed, keeps their total below
/// the limit.
///
/// Files are appended to and begun by one thread, the one that calls [#writable], [#makeRoom] and
/// [#close]. The list is guarded by this object's lock, which is held during deletions but no
/// write.
final class LogFileSet implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(LogFileSet.class);

  private final LogFolder folder;
  private final LogOptions options;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Counters counters;
  private final SecretKey key;
  private final Offsets committed;
  private final List<LogFile> files;
  private @Nullable ActiveFile active;

  LogFileSet(
      LogFolder folder,
      LogOptions options,
      InstantSource clock,
      RandomGenerator random,
      Counters counters,
      Recovered recovered) {
    this.folder = folder;
    this.options = options;
    this.clock = clock;
    this.random = random;
    this.counters = counters;
    this.key = recovered.key();
    this.committed = recovered.committed();
    this.files = new ArrayList<>(recovered.files());
  }

  /// Opens the last file for appending.
  void resume() throws IOException {
    LogFile last = files.getLast();
    active = new ActiveFile(last, folder.open(last.name()));
  }

  /// The file to append to; begins one if there is none, or if the last one is full or failed.
  ///
  /// @param nextOffsets of every partition
  ActiveFile writable(long[] nextOffsets) throws IOException {
    ActiveFile current = active;
    if (current != null && current.isUsable() && current.file().length() < options.fileBytes()) {
      return current;
    }
    return roll(nextOffsets);
  }

  private ActiveFile roll(long[] nextOffsets) throws IOException {
    retire();
    LogFile last = last();
    FileHeader header =
        new FileHeader(
            last == null ? 1 : last.sequence() + 1,
            nowNanos(),
            random.nextLong(),
            last == null ? -1 : last.length(),
            key,
            nextOffsets);
    LogFile file =
        new LogFile(header.sequence(), header.createdNanos(), header.marker(), nextOffsets);
    ActiveFile begun = new ActiveFile(file, create(file.name(), header));
    active = begun;
    synchronized (this) {
      files.add(file);
    }
    trim(false);
    return begun;
  }

  private void retire() throws IOException {
    ActiveFile old = active;
    active = null;
    if (old != null) {
      old.close();
    }
  }

  private synchronized @Nullable LogFile last() {
    return files.isEmpty() ? null : files.getLast();
  }

  private LogFolder.OpenFile create(String name, FileHeader header) throws IOException {
    folder.delete(name);
    LogFolder.OpenFile storage = folder.create(name);
    try {
      storage.write(header.encode(), 0);
      storage.force();
      folder.sync();
      return storage;
    } catch (IOException e) {
      storage.close();
      folder.delete(name);
      throw e;
    }
  }

  private long nowNanos() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  /// Whether the limit allows so many bytes more. What a new file's header needs is set aside.
  boolean hasRoom(long bytes) {
    return diskBytes() + bytes + FileHeader.BYTES <= options.maxBytes();
  }

  /// Frees what can be freed, retention or not.
  void makeRoom(long[] nextOffsets) throws IOException {
    trim(true);
    LogFile last = last();
    boolean isCommitted = true;
    for (int partition = 0; partition < nextOffsets.length; partition++) {
      isCommitted &= nextOffsets[partition] <= committed.get(partition);
    }
    if (isCommitted && last != null && last.length() > FileHeader.BYTES) {
      roll(nextOffsets);
      trim(true);
    }
  }

  /// Deletes committed files, oldest first, and so that none comes back after a crash.
  ///
  /// @param all those too that are retained
  synchronized void trim(boolean all) {
    long[] offsets = committed.copy();
    boolean isTrimmed = false;
    try {
      while (files.size() > 1
          && files.get(1).beginsAtOrBelow(offsets)
          && (all || !isRetained(files.getFirst(), files.get(1)))) {
        folder.delete(files.getFirst().name());
        files.removeFirst();
        isTrimmed = true;
      }
      if (isTrimmed) {
        folder.sync();
      }
    } catch (IOException e) {
      counters.storageFailures.incrementAndGet();
      log.atWarn().setCause(e).log("log files not deleted");
    }
  }

  private boolean isRetained(LogFile file, LogFile successor) {
    Duration age = Duration.ofNanos(nowNanos() - successor.createdNanos());
    return diskBytes() - file.length() < options.retainBytes()
        || age.compareTo(options.retainAge()) < 0;
  }

  /// The files that hold records at or above these offsets, and perhaps some below.
  synchronized List<LogFile> from(long[] offsets) {
    int first = 0;
    while (first + 1 < files.size() && files.get(first + 1).beginsAtOrBelow(offsets)) {
      first++;
    }
    return List.copyOf(files.subList(first, files.size()));
  }

  /// The lowest offset that a file holds; -1 if there is no file.
  synchronized long start(int partition) {
    return files.isEmpty() ? -1 : files.getFirst().firstOffset(partition);
  }

  synchronized boolean contains(LogFile file) {
    return files.contains(file);
  }

  synchronized int count() {
    return files.size();
  }

  synchronized long diskBytes() {
    long bytes = 0;
    for (LogFile file : files) {
      bytes += file.length();
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    retire();
  }
}
