package dev.clew.detect.auth;

import java.util.Locale;

/// How an attempt ended. A challenge (asked to authenticate) and an error (the system failed) are
/// never evidence against anybody.
public enum Result {
  SUCCESS,
  FAILURE,
  CHALLENGE,
  ERROR,
  UNKNOWN;

  /// The result of a word as emitters write it; [#UNKNOWN] if it is none of theirs.
  public static Result of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "success", "succeeded", "true", "ok", "allow", "allowed", "permit", "granted" -> SUCCESS;
      case "failure", "failed", "fail", "false", "deny", "denied" -> FAILURE;
      case "challenge" -> CHALLENGE;
      case "error" -> ERROR;
      default -> UNKNOWN;
    };
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
