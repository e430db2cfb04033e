package dev.clew.server.api;

import com.linecorp.armeria.common.HttpHeaders;
import org.jspecify.annotations.Nullable;

/// A question cannot be answered; each API words this in its own shape.
public final class QuestionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String reason;

  /// @param status HTTP status
  /// @param message one line for the person who asked
  public QuestionException(int status, String message) {
    this(status, message, null);
  }

  /// @param reason one word for programs
  public QuestionException(int status, String message, @Nullable String reason) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  /// What was asked makes no sense.
  public static QuestionException malformed(String message) {
    return new QuestionException(400, message);
  }

  /// What was asked for was there once.
  public static QuestionException expired(String message) {
    return new QuestionException(410, message);
  }

  public int status() {
    return status;
  }

  /// The reason as the header that programs read; none where there is no reason.
  public HttpHeaders headers() {
    return reason == null ? HttpHeaders.of() : HttpHeaders.of("clew-reason", reason);
  }

  /// The message, on one line.
  public String line() {
    return String.valueOf(getMessage()).replaceAll("\\s+", " ").strip();
  }
}
