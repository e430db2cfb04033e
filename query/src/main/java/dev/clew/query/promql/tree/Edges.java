package dev.clew.query.promql.tree;

/// How the edges of a window are found.
public enum Edges {
  /// The samples inside it count.
  PLAIN(""),
  /// The sample before it stands for its start.
  ANCHORED(" anchored"),
  /// Both ends are interpolated.
  SMOOTHED(" smoothed");

  private final String suffix;

  Edges(String suffix) {
    this.suffix = suffix;
  }

  /// As the printer appends it.
  public String suffix() {
    return suffix;
  }
}
