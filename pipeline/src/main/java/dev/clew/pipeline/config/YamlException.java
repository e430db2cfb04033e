package dev.clew.pipeline.config;

/// Text that is no YAML, or more of it than is read.
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Position position;

  YamlException(String message, Position position) {
    super(message + " (" + position + ")");
    this.position = position;
  }

  public Position position() {
    return position;
  }
}
