package dev.clew.ingest.log;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A log in a folder of a local disk.
public final class FileLog implements RequestLog {
  private static final Logger log = LoggerFactory.getLogger(FileLog.class);

  private static final long LEAST_FREE_BYTES = 1 << 20;

  private final LogOptions options;
  private final LogFolder folder;
  private final LogFileSet files;
  private final AppendQueue queue;
  private final Offsets ends;
  private final Offsets committed;
  private final Fingerprints fingerprints;
  private final Counters counters;
  private final Answers answers;
  private final Object commitLock = new Object();
  private final Thread writing;
  private final Thread answering;

  private FileLog(
      LogOptions options,
      LogFolder folder,
      Recovered recovered,
      LogFileSet files,
      Stamps stamps,
      Counters counters) {
    this.options = options;
    this.folder = folder;
    this.files = files;
    this.counters = counters;
    ends = recovered.ends();
    committed = recovered.committed();
    fingerprints = new Fingerprints(recovered.key());
    queue = new AppendQueue(options, counters, recovered.recent());
    answers = new Answers(queue, counters);
    writing =
        Thread.ofPlatform()
            .name("clew-log-write")
            .daemon()
            .unstarted(
                new GroupCommit(
                    queue, files, folder, answers, ends, counters, stamps, new BlockWriter()));
    answering = Thread.ofPlatform().name("clew-log-answer").daemon().unstarted(answers);
  }

  /// Opens the log in a folder, creating it if need be, and recovers what it holds.
  ///
  /// @param clock stamps records and dates files
  /// @param floor offset of each partition below which the consumers have seen all; none needed.
  ///   New records get no lower offset, even if the log lost its files.
  /// @throws LogException if the folder cannot be used
  public static FileLog open(Path folder, LogOptions options, InstantSource clock, long... floor) {
    return open(folder, options, clock, System::nanoTime, floor);
  }

  /// Opens a log with a clock of its own for what has passed, which nobody can set.
  ///
  /// @param steadyNanos what [System#nanoTime] is
  /// @throws LogException if the folder cannot be used
  public static FileLog open(
      Path folder,
      LogOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      long... floor) {
    try {
      return open(DiskFolder.open(folder), options, clock, steadyNanos, new SecureRandom(), floor);
    } catch (IOException e) {
      throw LogException.failure(
          LogException.Cause.STORAGE, "log folder %s cannot be used".formatted(folder), e);
    }
  }

  static FileLog open(
      LogFolder folder,
      LogOptions options,
      InstantSource clock,
      RandomGenerator random,
      long... floor)
      throws IOException {
    return open(folder, options, clock, System::nanoTime, random, floor);
  }

  private static FileLog open(
      LogFolder folder,
      LogOptions options,
      InstantSource clock,
      LongSupplier steadyNanos,
      RandomGenerator random,
      long... floor)
      throws IOException {
    try {
      Counters counters = new Counters();
      Recovered recovered = Recovery.run(folder, options, counters, random, floor);
      LogFileSet files = new LogFileSet(folder, options, clock, random, counters, recovered);
      if (recovered.isAppendable()) {
        files.resume();
      }
      files.trim(false);
      Stamps stamps = new Stamps(clock, steadyNanos, recovered.writtenNanos());
      FileLog opened = new FileLog(options, folder, recovered, files, stamps, counters);
      opened.writing.start();
      opened.answering.start();
      return opened;
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public int partitions() {
    return options.partitions();
  }

  @Override
  public CompletableFuture<Long> append(int partition, Entry entry, DurableHandler onDurable) {
    checkPartition(partition);
    if (entry.payloadLength() > options.queueBytes()) {
      throw new IllegalArgumentException(
          "entry of %d bytes; the log takes %d"
              .formatted(entry.payloadLength(), options.queueBytes()));
    }
    Fingerprint fingerprint =
        options.recentEntries() == 0 ? Fingerprint.NONE : fingerprints.of(partition, entry);
    return queue.offer(
        new Append(partition, entry, fingerprint, onDurable, new CompletableFuture<>()));
  }

  @Override
  public void watch(LongConsumer instants) {
    answers.watch(instants);
  }

  @Override
  public void read(int partition, long fromOffset, RecordHandler handler) {
    checkPartition(partition);
    long[] fromOffsets = new long[partitions()];
    Arrays.fill(fromOffsets, Long.MAX_VALUE);
    fromOffsets[partition] = fromOffset;
    readAll(fromOffsets, handler);
  }

  @Override
  public void readAll(long[] fromOffsets, RecordHandler handler) {
    if (fromOffsets.length != partitions()) {
      throw new IllegalArgumentException(
          "%d offsets for %d partitions".formatted(fromOffsets.length, partitions()));
    }
    try {
      new LogReader(files, folder, counters, fromOffsets.clone(), ends.copy(), handler).run();
    } catch (IOException e) {
      counters.storageFailures.incrementAndGet();
      throw LogException.failure(LogException.Cause.STORAGE, "the log could not be read", e);
    }
  }

  /// As promised by the contract. Takes as long as two syncs of the disk.
  @Override
  public void commit(int partition, long offset) {
    checkPartition(partition);
    if (offset > ends.get(partition)) {
      throw new IllegalArgumentException(
          "commit of offset %d; the log ends at %d".formatted(offset, ends.get(partition)));
    }
    synchronized (commitLock) {
      if (committed.raise(partition, offset)) {
        files.trim(false);
        queue.maybeRoom();
        persistCommitted();
      }
    }
  }

  /// Comes after the deletions, which may make the room it needs. It may fail: the next one repairs
  /// it, and what a consumer reads twice meanwhile it must be able to bear.
  private void persistCommitted() {
    try {
      CommitFile.write(folder, committed.copy());
    } catch (IOException e) {
      counters.storageFailures.incrementAndGet();
      log.atWarn().setCause(e).log("committed offset not written");
    }
  }

  @Override
  public long committed(int partition) {
    checkPartition(partition);
    return committed.get(partition);
  }

  @Override
  public long start(int partition) {
    checkPartition(partition);
    long start = files.start(partition);
    return start < 0 ? ends.get(partition) : start;
  }

  @Override
  public long end(int partition) {
    checkPartition(partition);
    return ends.get(partition);
  }

  /// Why an append would be refused at the moment, as far as can be known without one; null when
  /// nothing is known to stand in the way.
  public @Nullable LogException obstacle() {
    LogException last = queue.lastFailure();
    boolean isFull = last != null && last.reason() == LogException.Cause.FULL;
    try {
      if (folder.usableBytes() < LEAST_FREE_BYTES) {
        return LogException.refusal(LogException.Cause.FULL, "no room on the disk of the log");
      }
    } catch (IOException failure) {
      return LogException.failure(LogException.Cause.STORAGE, "the log folder is gone", failure);
    }
    return isFull && files.hasRoom(LEAST_FREE_BYTES) ? null : last;
  }

  @Override
  public LogStats stats() {
    return counters.snapshot(queue.heldBytes(), files.count(), files.diskBytes());
  }

  /// As promised by the contract; not to be called by an `onDurable`.
  @Override
  public void close() {
    if (Thread.currentThread().equals(answering)) {
      throw new IllegalStateException("a callback of the log must not close it");
    }
    queue.close();
    boolean wasInterrupted = join(writing);
    wasInterrupted |= join(answering);
    try (folder) {
      files.close();
    } catch (IOException e) {
      throw LogException.failure(LogException.Cause.STORAGE, "the log did not close", e);
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean join(Thread thread) {
    boolean wasInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        wasInterrupted = true;
      }
    }
    return wasInterrupted;
  }

  private void checkPartition(int partition) {
    if (partition < 0 || partition >= partitions()) {
      throw new IllegalArgumentException(
          "no partition %d; there are %d".formatted(partition, partitions()));
    }
  }
}
