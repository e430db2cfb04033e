package dev.clew.query.traceql;

/// Keeps spans of the right side by where they stand in the trace, seen from spans of the left.
public record StructuralOperator(Relation relation, Mode mode) {

  /// What a span of the right side is to a span of the left side.
  public enum Relation {
    CHILD(">"),
    PARENT("<"),
    DESCENDANT(">>"),
    ANCESTOR("<<"),
    SIBLING("~");

    private final String text;

    Relation(String text) {
      this.text = text;
    }
  }

  /// What is kept when the relation holds.
  public enum Mode {
    /// Spans of the right side that stand in the relation to some span of the left.
    PLAIN(""),
    /// Spans of the right side that stand in the relation to no span of the left.
    NEGATED("!"),
    /// As [#PLAIN], and the spans of the left side that made them match.
    UNION("&");

    private final String prefix;

    Mode(String prefix) {
      this.prefix = prefix;
    }
  }

  /// As it is written in a query, for example `!>>`.
  public String text() {
    return mode.prefix + relation.text;
  }
}
