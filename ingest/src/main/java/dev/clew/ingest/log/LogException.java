package dev.clew.ingest.log;

import org.jspecify.annotations.Nullable;

/// The log could not do what it was asked to; nothing of the call was acknowledged.
public final class LogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why.
  public enum Cause {
    /// No room on disk, or the size limit is reached. Worth another attempt later.
    FULL,
    /// More is waiting to be written than memory allows. Worth another attempt soon.
    OVERLOADED,
    /// The log is closed.
    CLOSED,
    /// The storage failed.
    STORAGE
  }

  private final Cause reason;

  private LogException(Cause reason, String message, @Nullable Throwable cause, boolean traced) {
    super(message, cause, traced, traced);
    this.reason = reason;
  }

  /// A refusal: no stack trace, since a flood makes many of them.
  static LogException refusal(Cause reason, String message) {
    return new LogException(reason, message, null, false);
  }

  static LogException failure(Cause reason, String message, Throwable cause) {
    return new LogException(reason, message, cause, true);
  }

  public Cause reason() {
    return reason;
  }
}
