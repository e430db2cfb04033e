package dev.clew.query.promql;

import dev.clew.query.promql.tree.Expression;
import dev.clew.query.promql.tree.Place;

/// What became of a query text.
public sealed interface Parsed {

  /// It is a query that an engine may run.
  record Ok(Expression query) implements Parsed {}

  /// It is not.
  ///
  /// @param reason one line for the author, without a position
  /// @param position where it went wrong, for people: `line:column` from 1, columns in bytes
  /// @param place where it went wrong, in chars
  record Failed(Kind kind, String reason, String position, Place place) implements Parsed {

    /// The whole message, as Prometheus words it.
    public String message() {
      return position + ": parse error: " + reason;
    }
  }

  /// Why a query is refused.
  enum Kind {
    /// It does not follow the grammar, or its types do not fit.
    INVALID,
    /// It is too large.
    LIMIT
  }
}
