package dev.clew.store.segment;

import dev.clew.model.TraceId;
import java.nio.file.Path;

/// Literals and names in SQL text.
final class SqlText {
  private SqlText() {}

  /// A string literal.
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String quoted(Path file) {
    return quoted(file.toAbsolutePath().toString());
  }

  /// A column name, whatever is in it.
  static String name(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }

  /// A number with a fraction.
  static String real(double number) {
    return Double.isFinite(number)
        ? "%s::DOUBLE".formatted(Double.toString(number))
        : "'%s'::DOUBLE".formatted(Double.toString(number));
  }

  /// A trace id as a UUID.
  static String uuid(TraceId id) {
    return "'" + id.hex() + "'::UUID";
  }

  /// Whether a text column has a text in it.
  static String contains(String column, String text) {
    return "contains(" + column + ", " + quoted(text) + ")";
  }
}
