package dev.clew.pipeline.config;

/// Place in a source, both counted from 1; `line` is 0 where only the source is known.
public record Position(String source, int line, int column) {
  /// A source as a whole, such as an environment variable or an option of the command line.
  public static Position of(String source) {
    return new Position(source, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
