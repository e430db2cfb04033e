package dev.clew.pipeline.config;

/// Something that is wrong or doubtful about a configuration.
///
/// @param kind what follows of it
/// @param code of a warning, such as `W5`; empty for others
/// @param message in the Collector's words where it has some
public record Problem(Kind kind, String code, String message, Position position) {
  /// What follows of a problem.
  public enum Kind {
    /// The text cannot be read as the options it is meant to be.
    DECODING,
    /// The options can be read but mean nothing.
    VALIDATION,
    /// It runs, but perhaps not as meant.
    WARNING,
    /// It runs; worth knowing once.
    NOTE
  }

  static Problem decoding(String message, Position position) {
    return new Problem(Kind.DECODING, "", message, position);
  }

  static Problem validation(String message, Position position) {
    return new Problem(Kind.VALIDATION, "", message, position);
  }

  public boolean isError() {
    return kind == Kind.DECODING || kind == Kind.VALIDATION;
  }

  /// The message with its place behind it.
  @Override
  public String toString() {
    String prefix = code.isEmpty() ? "" : code + ": ";
    return prefix + message + " (" + position + ")";
  }
}
