package dev.clew.ingest.log;

/// Is told that a record is durable.
@FunctionalInterface
public interface DurableHandler {
  /// @param offset of the record in its partition
  /// @param writtenNanos when it was written, in epoch nanoseconds by the clock of the log, which
  ///   never goes back: records and the instants of [RequestLog#watch] come in ascending order of
  ///   it. It is kept with the record
  void durable(long offset, long writtenNanos);
}
