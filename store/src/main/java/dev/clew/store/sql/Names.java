package dev.clew.store.sql;

import java.util.Locale;

/// Names in SQL text, and those that the engine keeps for itself.
final class Names {
  /// Begins every name that the engine adds to a query. A query that has it anywhere is refused, so
  /// that nobody can reach, or be confused by, what stands behind such a name.
  static final String RESERVED = "__clew_";

  /// The table function over live rows.
  static final String LIVE = RESERVED + "live";

  private Names() {}

  /// Name that stands for the n-th use of a table until its text is put in its place.
  static String table(int number) {
    return RESERVED + "table_" + number + "_";
  }

  /// Name of the n-th column that the engine adds.
  static String column(int number) {
    return RESERVED + "column_" + number + "_";
  }

  static boolean isReserved(String text) {
    return text.toLowerCase(Locale.ROOT).contains(RESERVED);
  }

  static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// A column or table name, whatever is in it.
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /// A string literal.
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
