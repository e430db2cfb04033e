package dev.clew.ingest.log;

/// Takes the records of a log in order.
@FunctionalInterface
public interface RecordHandler {
  /// Takes one record and says whether to go on. The entry's payload may be overwritten after the
  /// call; [Entry#copyPayload] keeps it.
  ///
  /// @param writtenNanos when the record was written, as [DurableHandler] was told
  boolean handle(int partition, long offset, long writtenNanos, Entry entry);
}
