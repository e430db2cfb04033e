package dev.clew.pipeline.export;

import dev.clew.model.Signal;

/// Sends export requests elsewhere; several threads may send at once.
public interface Sender extends AutoCloseable {
  /// Sends one request and waits for the answer, or until its time is over. What goes wrong is an
  /// outcome.
  ///
  /// @param request as the exporter encodes it: protobuf or JSON
  Outcome send(byte[] request, Signal signal) throws InterruptedException;

  @Override
  void close();
}
