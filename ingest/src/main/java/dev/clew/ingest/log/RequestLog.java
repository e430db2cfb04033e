package dev.clew.ingest.log;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/// Durable, partitioned sequence of received requests.
///
/// Safe for use by any thread. Offsets count per partition, from 0, without gaps in what is
/// appended; a reader sees a gap only where the storage lost a record.
public interface RequestLog extends AutoCloseable {
  /// Number of partitions; they are numbered from 0.
  int partitions();

  /// Appends as [#append(int, Entry, DurableHandler)] does, with nothing to run.
  default CompletableFuture<Long> append(int partition, Entry entry) {
    return append(partition, entry, (_, _) -> {});
  }

  /// Appends a record; the future yields its offset once it is durable, or fails with
  /// [LogException]. Never blocks. The payload must not change until the future is done.
  ///
  /// `onDurable` runs once for each record written, before its future completes, in the order of
  /// the offsets of a partition, never two at a time for one partition. It runs on a thread of the
  /// log that all answers wait for: it must be short and must not wait for the log. What it throws
  /// is counted and does not undo the append.
  ///
  /// An entry that equals a recent one of the same partition in all but its time may be taken for a
  /// client's second attempt: the future then yields the offset of the first, and neither a record
  /// is written nor `onDurable` run.
  CompletableFuture<Long> append(int partition, Entry entry, DurableHandler onDurable);

  /// Tells instants by the clock of the log: no record with an earlier one will be given to an
  /// `onDurable` after the call. They come in order with the records, on the same thread, at most
  /// every few milliseconds and about ten times a second when nothing is appended. Replaces an
  /// earlier watcher.
  void watch(LongConsumer instants);

  /// Reads the records of one partition from an offset on, in order, to the end as it is at the
  /// call. An offset below [#start] reads from there.
  void read(int partition, long fromOffset, RecordHandler handler);

  /// Reads all partitions at once, each from its own offset on and in order. `Long.MAX_VALUE`
  /// leaves a partition out.
  void readAll(long[] fromOffsets, RecordHandler handler);

  /// Says that no consumer needs the records below an offset any more, so that their storage may be
  /// freed. A restart may forget the last commits. Going back is ignored; an offset beyond [#end]
  /// is a wrong call.
  void commit(int partition, long offset);

  /// The highest offset committed.
  long committed(int partition);

  /// The lowest offset that can still be read.
  long start(int partition);

  /// The offset after the last durable record.
  long end(int partition);

  /// What the log has done since it was opened, and what it holds.
  LogStats stats();

  /// Makes durable and answers all that was appended, then refuses further appends.
  @Override
  void close();
}
