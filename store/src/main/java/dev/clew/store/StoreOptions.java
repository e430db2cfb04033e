package dev.clew.store;

import java.time.Duration;

/// Limits of a store.
///
/// @param partitions of the log
/// @param sealRows rows of a partition after which they are sealed
/// @param sealBytes bytes of memory of a partition after which its rows are sealed
/// @param sealAge after which even a few rows are sealed
/// @param maxLiveBytes memory for unsealed rows above which the store is overloaded
/// @param queryMemoryBytes buffers for reading Parquet
/// @param queryThreads threads for one question
/// @param retentionAge age after which a segment is dropped
/// @param retentionBytes size of all segments above which the oldest are dropped
public record StoreOptions(
    int partitions,
    int sealRows,
    long sealBytes,
    Duration sealAge,
    long maxLiveBytes,
    long queryMemoryBytes,
    int queryThreads,
    Duration retentionAge,
    long retentionBytes) {

  public StoreOptions {
    if (partitions < 1 || sealRows < 1) {
      throw new IllegalArgumentException("%d partitions, %d rows".formatted(partitions, sealRows));
    }
  }

  /// What a server uses unless told otherwise.
  public static StoreOptions defaults() {
    return forHeap(Runtime.getRuntime().maxMemory());
  }

  /// What a server with such a heap uses. Unsealed rows may take three sixteenths of it: the rest
  /// is room for sealing them, for large requests and for the collector.
  public static StoreOptions forHeap(long heapBytes) {
    return new StoreOptions(
        1,
        250_000,
        Math.clamp(heapBytes / 12, 16L << 20, 64L << 20),
        Duration.ofSeconds(60),
        Math.clamp(heapBytes * 3 / 16, 48L << 20, 256L << 20),
        128L << 20,
        2,
        Duration.ofDays(14),
        100L << 30);
  }

  /// This with other thresholds for sealing.
  public StoreOptions sealing(int rows, Duration age) {
    return new StoreOptions(
        partitions,
        rows,
        sealBytes,
        age,
        maxLiveBytes,
        queryMemoryBytes,
        queryThreads,
        retentionAge,
        retentionBytes);
  }

  /// This with other limits of what is kept.
  public StoreOptions keeping(Duration age, long bytes) {
    return new StoreOptions(
        partitions,
        sealRows,
        sealBytes,
        sealAge,
        maxLiveBytes,
        queryMemoryBytes,
        queryThreads,
        age,
        bytes);
  }

  /// This for a log of so many partitions.
  public StoreOptions partitioned(int count) {
    return new StoreOptions(
        count,
        sealRows,
        sealBytes,
        sealAge,
        maxLiveBytes,
        queryMemoryBytes,
        queryThreads,
        retentionAge,
        retentionBytes);
  }
}
