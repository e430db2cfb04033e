package dev.clew.server.http.receive;

import dev.clew.ingest.log.DurableHandler;
import dev.clew.ingest.log.Entry;
import dev.clew.ingest.log.LogStats;
import dev.clew.ingest.log.RecordHandler;
import dev.clew.ingest.log.RequestLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/// A log in memory. While it is held, nothing becomes durable.
public final class FakeLog implements RequestLog {
  private final List<List<Entry>> partitions = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean isHeld;

  public FakeLog(int partitions) {
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new ArrayList<>());
    }
  }

  synchronized void hold() {
    isHeld = true;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  void release() {
    List<Runnable> released;
    synchronized (this) {
      isHeld = false;
      released = List.copyOf(waiting);
      waiting.clear();
    }
    released.forEach(Runnable::run);
  }

  synchronized List<Entry> entries(int partition) {
    return List.copyOf(partitions.get(partition));
  }

  @Override
  public int partitions() {
    return partitions.size();
  }

  @Override
  public CompletableFuture<Long> append(int partition, Entry entry, DurableHandler onDurable) {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    synchronized (this) {
      List<Entry> entries = partitions.get(partition);
      long offset = entries.size();
      entries.add(copy(entry));
      Runnable durable =
          () -> {
            onDurable.durable(offset, offset + 1);
            answer.complete(offset);
          };
      if (isHeld) {
        waiting.add(durable);
      } else {
        durable.run();
      }
    }
    return answer;
  }

  @Override
  public void read(int partition, long fromOffset, RecordHandler handler) {
    List<Entry> entries = entries(partition);
    for (int offset = (int) fromOffset; offset < entries.size(); offset++) {
      if (!handler.handle(partition, offset, offset + 1, entries.get(offset))) {
        return;
      }
    }
  }

  @Override
  public void readAll(long[] fromOffsets, RecordHandler handler) {
    for (int partition = 0; partition < fromOffsets.length; partition++) {
      read(partition, fromOffsets[partition], handler);
    }
  }

  @Override
  public void watch(LongConsumer instants) {}

  @Override
  public void commit(int partition, long offset) {}

  @Override
  public long committed(int partition) {
    return 0;
  }

  @Override
  public long start(int partition) {
    return 0;
  }

  @Override
  public long end(int partition) {
    return entries(partition).size();
  }

  @Override
  public LogStats stats() {
    return new LogStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {}

  private static Entry copy(Entry entry) {
    return Entry.of(
        entry.signal(),
        entry.encoding(),
        entry.tenant(),
        entry.receivedNanos(),
        entry.copyPayload());
  }
}
