package dev.clew.server.http.receive;

import dev.clew.ingest.Decoded;
import dev.clew.model.Batch;
import dev.clew.model.Signal;

/// Turns the bytes of a request into rows, and rows into bytes for the log.
///
/// The same bytes yield the same rows at every call, and the same rows the same bytes: the log
/// keeps the bytes, and knows a repeated request by them.
public interface Codec {
  /// Decodes one request.
  ///
  /// @param receivedNanos epoch nanoseconds, for rows without a time
  Decoded<? extends Batch> decode(
      Signal signal, Encoding encoding, byte[] bytes, int offset, int length, long receivedNanos);

  /// The rows as [Encoding#OTLP_PROTOBUF].
  byte[] encode(Batch batch);
}
