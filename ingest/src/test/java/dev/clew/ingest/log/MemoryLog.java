package dev.clew.ingest.log;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/// The contract in its simplest form: lists in memory, every call under one lock.
final class MemoryLog implements RequestLog {
  private final List<List<Entry>> records = new ArrayList<>();
  private final List<List<Long>> stamps = new ArrayList<>();
  private final long[] committed;
  private final Stamps clock = new Stamps(InstantSource.system(), System::nanoTime, 0);
  private LongConsumer watcher = _ -> {};
  private boolean closed;

  MemoryLog(int partitions) {
    for (int i = 0; i < partitions; i++) {
      records.add(new ArrayList<>());
      stamps.add(new ArrayList<>());
    }
    committed = new long[partitions];
  }

  @Override
  public int partitions() {
    return records.size();
  }

  @Override
  public synchronized CompletableFuture<Long> append(
      int partition, Entry entry, DurableHandler onDurable) {
    checkPartition(partition);
    if (closed) {
      return CompletableFuture.failedFuture(
          LogException.refusal(LogException.Cause.CLOSED, "closed"));
    }
    long offset = end(partition);
    long writtenNanos = clock.next();
    records.get(partition).add(copy(entry));
    stamps.get(partition).add(writtenNanos);
    onDurable.durable(offset, writtenNanos);
    watcher.accept(writtenNanos);
    return CompletableFuture.completedFuture(offset);
  }

  @Override
  public synchronized void watch(LongConsumer instants) {
    watcher = instants;
    watcher.accept(clock.next());
  }

  private static Entry copy(Entry entry) {
    return new Entry(
        entry.signal(),
        entry.encoding(),
        entry.tenant(),
        entry.receiver(),
        entry.receivedNanos(),
        entry.copyPayload(),
        0,
        entry.payloadLength());
  }

  @Override
  public synchronized void read(int partition, long fromOffset, RecordHandler handler) {
    checkPartition(partition);
    readOn(partition, fromOffset, handler);
  }

  private boolean readOn(int partition, long fromOffset, RecordHandler handler) {
    for (long offset = Math.max(0, fromOffset); offset < end(partition); offset++) {
      int index = (int) offset;
      if (!handler.handle(
          partition, offset, stamps.get(partition).get(index), records.get(partition).get(index))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public synchronized void readAll(long[] fromOffsets, RecordHandler handler) {
    for (int partition = 0; partition < partitions(); partition++) {
      if (!readOn(partition, fromOffsets[partition], handler)) {
        return;
      }
    }
  }

  @Override
  public synchronized void commit(int partition, long offset) {
    checkPartition(partition);
    if (offset > end(partition)) {
      throw new IllegalArgumentException("beyond the end");
    }
    committed[partition] = Math.max(committed[partition], offset);
  }

  @Override
  public synchronized long committed(int partition) {
    checkPartition(partition);
    return committed[partition];
  }

  @Override
  public long start(int partition) {
    checkPartition(partition);
    return 0;
  }

  @Override
  public synchronized long end(int partition) {
    checkPartition(partition);
    return records.get(partition).size();
  }

  @Override
  public synchronized LogStats stats() {
    return new Counters().snapshot(0, 0, 0);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void checkPartition(int partition) {
    if (partition < 0 || partition >= partitions()) {
      throw new IllegalArgumentException("no partition " + partition);
    }
  }
}
