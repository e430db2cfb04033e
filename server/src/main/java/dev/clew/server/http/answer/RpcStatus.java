package dev.clew.server.http.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Outcome of a call as `google.rpc.Status` has it.
///
/// @param message one line for people, at most 1,000 characters
/// @param retryAfter becomes a `RetryInfo`; null when the client must not retry by itself
/// @param isBadRequest whether a `BadRequest` detail tells that the body was at fault
public record RpcStatus(
    RpcCode code, String message, @Nullable Duration retryAfter, boolean isBadRequest) {
  private static final int MAX_MESSAGE = 1_000;

  public static final RpcStatus OK = new RpcStatus(RpcCode.OK, "");

  public RpcStatus {
    message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
  }

  public RpcStatus(RpcCode code, String message) {
    this(code, message, null, false);
  }

  /// As a `google.rpc.Status` message.
  public byte[] protobuf() {
    return RpcStatusText.protobuf(this);
  }

  /// As a `google.rpc.Status` in the JSON of protobuf.
  public String json() {
    return RpcStatusText.json(this);
  }

  /// Whether there is more to say than code and message.
  public boolean hasDetails() {
    return retryAfter != null || isBadRequest;
  }
}
