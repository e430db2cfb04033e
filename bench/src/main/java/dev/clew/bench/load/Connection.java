package dev.clew.bench.load;

import dev.clew.bench.template.Payload;
import java.io.IOException;

/// One connection, one request at a time. Owned by one thread.
public interface Connection extends AutoCloseable {
  /// Sends a body and waits for the answer. May write into the head room of the payload. After an
  /// exception the fate of the request is unknown and the connection is of no more use.
  Reply send(Payload payload) throws IOException;

  @Override
  void close() throws IOException;

  /// Opens connections of one kind to one server.
  @FunctionalInterface
  interface Opener {
    Connection open() throws IOException;
  }
}
