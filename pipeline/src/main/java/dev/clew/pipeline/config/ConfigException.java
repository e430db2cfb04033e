package dev.clew.pipeline.config;

/// A configuration that cannot be taken together: no YAML, a file that is not there, a reference
/// that leads nowhere.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String bare;
  private final transient Position position;

  ConfigException(String message, Position position) {
    super(message + " (" + position + ")");
    this.bare = message;
    this.position = position;
  }

  /// The message without the place.
  public String bare() {
    return bare;
  }

  public Position position() {
    return position;
  }
}
