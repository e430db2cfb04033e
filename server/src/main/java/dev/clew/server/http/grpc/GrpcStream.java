package dev.clew.server.http.grpc;

import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponseWriter;
import java.util.concurrent.CompletionException;

/// The answers of a server-streaming call, sent one by one; for the thread of the call only.
public final class GrpcStream {
  private final HttpResponseWriter writer;
  private HttpHeaders trailers = HttpHeaders.of();

  GrpcStream(HttpResponseWriter writer) {
    this.writer = writer;
  }

  /// What is told at the end, beside the status, if the call succeeds.
  public void trailers(HttpHeaders headers) {
    trailers = headers;
  }

  HttpHeaders trailers() {
    return trailers;
  }

  /// Sends a message and waits until the connection has taken it; false when nobody reads any more.
  public boolean send(byte[] message) {
    if (!writer.tryWrite(GrpcWire.frame(message))) {
      return false;
    }
    try {
      writer.whenConsumed().join();
      return true;
    } catch (CompletionException e) {
      return false;
    }
  }

  /// Whether the client cancelled, its deadline passed or its connection closed.
  public boolean isCancelled() {
    return !writer.isOpen();
  }
}
