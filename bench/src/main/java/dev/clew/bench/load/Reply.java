package dev.clew.bench.load;

/// What a server answered.
public sealed interface Reply {
  /// The request was taken, but for so many spans that the answer refuses.
  record Accepted(long refusedSpans) implements Reply {}

  /// The request was not taken.
  ///
  /// @param code HTTP or gRPC status
  /// @param retryAfterMillis what the server asks for; 0 if it says nothing
  record Refused(int code, boolean isRetryable, long retryAfterMillis) implements Reply {}
}
