package dev.clew.server;

import dev.clew.ingest.log.RequestLog;
import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.run.Shard;
import dev.clew.pipeline.run.ShardRunner;
import dev.clew.server.http.receive.BatchSink;
import dev.clew.server.http.receive.Durable;
import dev.clew.server.telemetry.Reading;
import dev.clew.store.Checkpoint;
import dev.clew.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The configured pipelines of all partitions between the log and the store: they get each record
/// once it is durable, their state is kept with what the store seals, and a start takes both up
/// again.
final class Pipelines implements BatchSink, AutoCloseable {
  /// What may wait for all partitions together, before new requests are refused.
  private static final long WAITING_BYTES = 48L << 20;

  private final List<ShardRunner> runners = new ArrayList<>();
  private final long[] sealed;

  /// Builds the stages and takes over their state.
  ///
  /// @param shards the stages of a partition
  Pipelines(Store store, int partitions, IntFunction<Shard> shards) {
    sealed = new long[partitions];
    for (int partition = 0; partition < partitions; partition++) {
      int number = partition;
      ShardRunner runner =
          new ShardRunner(
              "clew-pipeline-" + number,
              shards.apply(number),
              offset -> store.advance(number, offset),
              WAITING_BYTES / partitions);
      runner.restore(store.checkpoint(number).state());
      runners.add(runner);
      sealed[number] = store.sealedOffset(number);
    }
  }

  /// Takes a record that the log has read again at the start.
  void replay(Batch batch, Durable record) {
    boolean isRecall = record.offset() < sealed[record.partition()];
    runners
        .get(record.partition())
        .replay(
            record.receiver(),
            batch,
            new Arrival(record.offset(), record.writtenNanos(), isRecall));
  }

  /// Begins to work beside the log.
  void start(RequestLog log) {
    runners.forEach(ShardRunner::start);
    log.watch(instant -> runners.forEach(runner -> runner.reached(instant)));
  }

  @Override
  public void append(Batch batch, Durable record) {
    runners
        .get(record.partition())
        .offer(record.receiver(), batch, Arrival.of(record.offset(), record.writtenNanos()));
  }

  /// Whether records wait in such numbers that no more should be accepted.
  boolean isBehind() {
    return runners.stream().anyMatch(ShardRunner::isBehind);
  }

  /// Memory of the records that wait.
  long waitingBytes() {
    return runners.stream().mapToLong(ShardRunner::waitingBytes).sum();
  }

  /// What waits, for the server's own metrics.
  List<Reading> readings() {
    return List.of(
        Reading.gauge(
            "clew_pipeline_waiting_bytes",
            "Memory of records that are durable and wait for the pipelines.",
            List.of(),
            waitingBytes()));
  }

  /// As [Checkpoint.Source#cut].
  Checkpoint cut(int partition, Runnable cut) {
    return runners.get(partition).cut(cut, Checkpoint::new);
  }

  /// As [Checkpoint.Source#durable].
  void durable(int partition) {
    runners.get(partition).checkpointed();
  }

  /// Lets what waits go through.
  @Override
  public void close() {
    runners.forEach(ShardRunner::close);
  }
}
