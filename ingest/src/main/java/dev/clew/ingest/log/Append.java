package dev.clew.ingest.log;

import java.util.concurrent.CompletableFuture;

/// One entry on its way to the disk, and who waits for it.
///
/// @param answer completed with the offset or the failure
record Append(
    int partition,
    Entry entry,
    Fingerprint fingerprint,
    DurableHandler onDurable,
    CompletableFuture<Long> answer) {
  private static final int OVERHEAD_BYTES = 256;

  /// What it counts against the bound of the queue.
  int heldBytes() {
    return entry.payloadLength() + OVERHEAD_BYTES;
  }
}
