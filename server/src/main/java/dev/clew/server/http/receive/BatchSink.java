package dev.clew.server.http.receive;

import dev.clew.model.Batch;

/// Takes the rows of requests that are durable.
@FunctionalInterface
public interface BatchSink {
  /// Takes the rows of one log record. Called in the order of the offsets of a partition, never
  /// twice at a time for one partition; short, for all answers wait for it.
  void append(Batch batch, Durable record);
}
