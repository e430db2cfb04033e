package dev.clew.server.http.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a request was not taken, in words of no protocol.
///
/// @param message one line for the person who reads the client's log
public record Refusal(Reason reason, String message) {

  /// What stood in the way, and what it is called in gRPC and HTTP.
  public enum Reason {
    /// The bytes are not what they claim to be.
    MALFORMED(RpcCode.INVALID_ARGUMENT, 400, 0),
    UNSUPPORTED_COMPRESSION(RpcCode.UNIMPLEMENTED, 400, 0),
    UNSUPPORTED_MEDIA_TYPE(RpcCode.INVALID_ARGUMENT, 415, 0),
    /// Larger than the limit, as it came or unpacked; coming again would not help.
    TOO_LARGE(RpcCode.RESOURCE_EXHAUSTED, 413, 0),
    /// Nothing, or nothing valid, says who sends.
    UNAUTHENTICATED(RpcCode.UNAUTHENTICATED, 401, 0),
    /// Who sends cannot be checked at this moment.
    UNDECIDED(RpcCode.UNAVAILABLE, 503, 5),
    /// The server has too much to do at this moment.
    OVERLOADED(RpcCode.UNAVAILABLE, 429, 1),
    /// There is no room to keep anything.
    DISK_FULL(RpcCode.UNAVAILABLE, 503, 10),
    /// What keeps the requests failed.
    STORAGE(RpcCode.UNAVAILABLE, 503, 10),
    STOPPING(RpcCode.UNAVAILABLE, 503, 1),
    /// The client was too slow, or its deadline passed.
    TIMED_OUT(RpcCode.DEADLINE_EXCEEDED, 503, 1),
    /// The client closed the connection or the stream; nobody will read the answer.
    CANCELLED(RpcCode.CANCELLED, 499, 0),
    /// The server failed; its log says how.
    INTERNAL(RpcCode.INTERNAL, 500, 0);

    private final RpcCode code;
    private final int httpStatus;
    private final int retrySeconds;

    Reason(RpcCode code, int httpStatus, int retrySeconds) {
      this.code = code;
      this.httpStatus = httpStatus;
      this.retrySeconds = retrySeconds;
    }
  }

  public int httpStatus() {
    return reason.httpStatus;
  }

  /// Seconds after which coming again makes sense; 0 for never.
  public int retrySeconds() {
    return reason.retrySeconds;
  }

  public RpcStatus rpcStatus() {
    @Nullable Duration retry =
        reason.retrySeconds == 0 ? null : Duration.ofSeconds(reason.retrySeconds);
    return new RpcStatus(reason.code, message, retry, reason == Reason.MALFORMED);
  }
}
