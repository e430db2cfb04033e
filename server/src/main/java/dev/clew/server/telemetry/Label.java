package dev.clew.server.telemetry;

/// One fixed label of a series.
public record Label(String key, String value) {
  public Label {
    if (!key.matches("[a-z_][a-z0-9_]*")) {
      throw new IllegalArgumentException("label key " + key);
    }
  }
}
