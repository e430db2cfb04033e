package dev.clew.query.traceql;

/// What became of a query text.
public sealed interface Parsed {

  /// It is a query that an engine may run.
  record Ok(Query query) implements Parsed {}

  /// It is not. The message is one line of plain text, fit to be shown to the author as it stands;
  /// line and column count from 1, columns in characters as a person counts them.
  record Failed(Kind kind, String message, int line, int column) implements Parsed {}

  /// Why a query is refused.
  enum Kind {
    /// The text does not follow the grammar.
    SYNTAX("parse error"),
    /// It has no meaning, for example because a string is compared with a number.
    TYPE("invalid query"),
    /// It has a meaning, and is not built.
    UNSUPPORTED("unsupported"),
    /// It is too large.
    LIMIT("query too large");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }
}
