package dev.clew.server.http;

import java.time.Duration;

/// Bounds of what clients may do to a listener. Sizes of bodies are the business of the services.
///
/// @param maxConnections at a time, for each listener
/// @param maxStreams HTTP/2 requests at a time on one connection
/// @param maxHeaderBytes of one request, and of its first line
/// @param requestTimeout from the first byte of a request to the last of its answer
/// @param idleTimeout after which a connection without a request is closed
/// @param drainTimeout how long a stop waits for requests in flight
public record ConnectionLimits(
    int maxConnections,
    int maxStreams,
    int maxHeaderBytes,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration drainTimeout) {
  public static final ConnectionLimits DEFAULT =
      new ConnectionLimits(
          4_096,
          256,
          16_384,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));

  public ConnectionLimits withMaxConnections(int value) {
    return new ConnectionLimits(
        value, maxStreams, maxHeaderBytes, requestTimeout, idleTimeout, drainTimeout);
  }

  public ConnectionLimits withTimeouts(Duration request, Duration idle, Duration drain) {
    return new ConnectionLimits(maxConnections, maxStreams, maxHeaderBytes, request, idle, drain);
  }
}
