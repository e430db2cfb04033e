package dev.clew.ingest.log;

import java.util.concurrent.atomic.AtomicLong;

/// Counts of one log. Any thread.
final class Counters {
  final AtomicLong records = new AtomicLong();
  final AtomicLong payloadBytes = new AtomicLong();
  final AtomicLong blocks = new AtomicLong();
  final AtomicLong storedBytes = new AtomicLong();
  final AtomicLong syncNanos = new AtomicLong();
  final AtomicLong lastSyncNanos = new AtomicLong();
  final AtomicLong duplicates = new AtomicLong();
  final AtomicLong refusedOverloaded = new AtomicLong();
  final AtomicLong refusedFull = new AtomicLong();
  final AtomicLong refusedStorage = new AtomicLong();
  final AtomicLong storageFailures = new AtomicLong();
  final AtomicLong callbackFailures = new AtomicLong();
  final AtomicLong tornBytes = new AtomicLong();
  final AtomicLong damagedBlocks = new AtomicLong();
  final AtomicLong damagedBytes = new AtomicLong();
  final AtomicLong missingRecords = new AtomicLong();

  void synced(long nanos, long bytes) {
    blocks.incrementAndGet();
    storedBytes.addAndGet(bytes);
    syncNanos.addAndGet(nanos);
    lastSyncNanos.set(nanos);
  }

  void damaged(long bytes) {
    damagedBlocks.incrementAndGet();
    damagedBytes.addAndGet(bytes);
  }

  void refused(LogException.Cause reason, int entries) {
    switch (reason) {
      case OVERLOADED -> refusedOverloaded.addAndGet(entries);
      case FULL -> refusedFull.addAndGet(entries);
      case STORAGE -> refusedStorage.addAndGet(entries);
      case CLOSED -> {}
    }
  }

  LogStats snapshot(long pendingBytes, int files, long diskBytes) {
    return new LogStats(
        records.get(),
        payloadBytes.get(),
        blocks.get(),
        storedBytes.get(),
        syncNanos.get() / 1_000,
        lastSyncNanos.get() / 1_000,
        duplicates.get(),
        refusedOverloaded.get(),
        refusedFull.get(),
        refusedStorage.get(),
        storageFailures.get(),
        callbackFailures.get(),
        pendingBytes,
        files,
        diskBytes,
        tornBytes.get(),
        damagedBlocks.get(),
        damagedBytes.get(),
        missingRecords.get());
  }
}
