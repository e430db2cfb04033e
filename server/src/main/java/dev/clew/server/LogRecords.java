package dev.clew.server;

import dev.clew.ingest.Decoded;
import dev.clew.ingest.log.Entry;
import dev.clew.ingest.log.RequestLog;
import dev.clew.model.Batch;
import dev.clew.pipeline.assembly.Rereading.Received;
import dev.clew.server.http.receive.Codec;
import dev.clew.server.http.receive.Encoding;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Reads single records of the log again and decodes them.
record LogRecords(RequestLog log, Codec codec) {
  /// The record of an offset.
  ///
  /// @throws IOException if it is not there or cannot be decoded
  Received read(int partition, long offset) throws IOException {
    AtomicReference<@Nullable Received> found = new AtomicReference<>();
    log.read(
        partition,
        offset,
        (_, at, _, entry) -> {
          found.set(at == offset ? decoded(entry) : null);
          return false;
        });
    Received record = found.get();
    if (record == null) {
      throw new IOException("no record %d of partition %d".formatted(offset, partition));
    }
    return record;
  }

  private @Nullable Received decoded(Entry entry) {
    Decoded<? extends Batch> decoded =
        codec.decode(
            entry.signal(),
            Encoding.ofTag(entry.encoding()),
            entry.payload(),
            entry.payloadOffset(),
            entry.payloadLength(),
            entry.receivedNanos());
    return switch (decoded) {
      case Decoded.Accepted<? extends Batch>(var batch, _, _, _) ->
          new Received(entry.receiver(), batch);
      case Decoded.Refused<?> _ -> null;
    };
  }
}
