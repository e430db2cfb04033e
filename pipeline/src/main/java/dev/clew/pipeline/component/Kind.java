package dev.clew.pipeline.component;

import java.util.Locale;

/// What a component does in a configuration.
public enum Kind {
  RECEIVER,
  PROCESSOR,
  EXPORTER,
  CONNECTOR,
  EXTENSION;

  /// The word in messages: `receiver`.
  public String singular() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The key of the file: `receivers`.
  public String plural() {
    return singular() + "s";
  }
}
