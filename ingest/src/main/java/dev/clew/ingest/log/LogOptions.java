package dev.clew.ingest.log;

import java.time.Duration;

/// Bounds and habits of a [FileLog].
///
/// @param partitions how many partitions; an existing log may be opened with more, not with fewer
/// @param queueBytes of entries that may wait for the disk and for their answer; also the largest
///   entry
/// @param blockBytes of payload gathered into one block at most, unless one entry is larger
/// @param fileBytes after which a new file begins
/// @param maxBytes all files may take
/// @param retainBytes of files kept although committed: the memory for retries after a restart
/// @param retainAge for which a committed file is kept after its end; gives way to `maxBytes`
/// @param gather longest wait for company, and only while several callers append at once
/// @param recentEntries remembered to tell a client's second attempt; 0 turns that off
public record LogOptions(
    int partitions,
    int queueBytes,
    int blockBytes,
    long fileBytes,
    long maxBytes,
    long retainBytes,
    Duration retainAge,
    Duration gather,
    int recentEntries) {
  private static final int MAX_PARTITIONS = 256;
  private static final int MIN_FILE_BYTES = FileHeader.BYTES + 1;

  public LogOptions {
    check(partitions >= 1 && partitions <= MAX_PARTITIONS, "partitions", partitions);
    check(queueBytes > 0 && queueBytes <= 1 << 30, "queueBytes", queueBytes);
    check(blockBytes > 0 && blockBytes <= 1 << 26, "blockBytes", blockBytes);
    check(fileBytes >= MIN_FILE_BYTES, "fileBytes", fileBytes);
    check(maxBytes >= MIN_FILE_BYTES, "maxBytes", maxBytes);
    check(retainBytes >= 0, "retainBytes", retainBytes);
    check(!retainAge.isNegative(), "retainAge", retainAge);
    check(!gather.isNegative() && gather.toMillis() <= 1_000, "gather", gather);
    check(recentEntries >= 0 && recentEntries <= 1 << 24, "recentEntries", recentEntries);
  }

  /// One partition, 64 MiB of queue, 2 MiB blocks, 64 MiB files, 8 GiB in all, 64 MiB retained,
  /// 131,072 entries remembered.
  public static LogOptions defaults() {
    return new LogOptions(
        1,
        64 << 20,
        2 << 20,
        64L << 20,
        8L << 30,
        64L << 20,
        Duration.ZERO,
        Duration.ofMillis(2),
        1 << 17);
  }

  public LogOptions withPartitions(int value) {
    return new LogOptions(
        value,
        queueBytes,
        blockBytes,
        fileBytes,
        maxBytes,
        retainBytes,
        retainAge,
        gather,
        recentEntries);
  }

  public LogOptions withMemory(int newQueueBytes, int newBlockBytes) {
    return new LogOptions(
        partitions,
        newQueueBytes,
        newBlockBytes,
        fileBytes,
        maxBytes,
        retainBytes,
        retainAge,
        gather,
        recentEntries);
  }

  public LogOptions withDisk(long newFileBytes, long newMaxBytes) {
    return new LogOptions(
        partitions,
        queueBytes,
        blockBytes,
        newFileBytes,
        newMaxBytes,
        retainBytes,
        retainAge,
        gather,
        recentEntries);
  }

  public LogOptions withRetention(long bytes, Duration age) {
    return new LogOptions(
        partitions, queueBytes, blockBytes, fileBytes, maxBytes, bytes, age, gather, recentEntries);
  }

  public LogOptions withGather(Duration value) {
    return new LogOptions(
        partitions,
        queueBytes,
        blockBytes,
        fileBytes,
        maxBytes,
        retainBytes,
        retainAge,
        value,
        recentEntries);
  }

  public LogOptions withRecentEntries(int value) {
    return new LogOptions(
        partitions,
        queueBytes,
        blockBytes,
        fileBytes,
        maxBytes,
        retainBytes,
        retainAge,
        gather,
        value);
  }

  private static void check(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("%s must not be %s".formatted(name, value));
    }
  }
}
