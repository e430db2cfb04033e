package dev.clew.store.sql;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place that rows of a table come from, as SQL.
abstract sealed class RowsOrigin permits SealedRows, LiveRows {
  /// Number of the live rows among the parts of a table.
  static final int LIVE_PART = -1;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

  private final int part;

  /// @param part number of the rows among the parts of a table
  RowsOrigin(int part) {
    this.part = part;
  }

  /// The `SELECT` of the rows, with the wanted columns and the hidden ones behind them.
  ///
  /// @param isFoundOnly whether only the rows that [LateRows#FOUND] names are wanted
  final String select(
      List<SqlTable.Column> columns, Map<Hidden, String> hidden, boolean isFoundOnly) {
    StringBuilder list = new StringBuilder();
    for (SqlTable.Column column : columns) {
      append(list, filled(column.expression()), column.name());
    }
    hidden.forEach((column, name) -> append(list, value(column), name));
    String select = "SELECT %s FROM %s".formatted(list, from());
    return isFoundOnly ? select + found() : select;
  }

  private String found() {
    return " WHERE (%s, %s) IN (SELECT (%s, %s) FROM %s WHERE %s = %d)"
        .formatted(
            file(),
            row(),
            Hidden.RowKey.FILE.columnName(),
            Hidden.RowKey.ROW.columnName(),
            LateRows.FOUND,
            Hidden.RowKey.PART.columnName(),
            part);
  }

  /// The stored or derived column that `{name}` stands for.
  abstract String stored(String name);

  /// An entry of a map as text.
  abstract String entry(Hidden.Entry entry);

  /// The entries of the attributes as a list of keys and values.
  abstract String entries();

  /// The `UUID` of the trace.
  abstract String traceUuid();

  /// Number of the file that the row is in, as `UBIGINT`.
  abstract String file();

  /// Number of the row in its file, as `BIGINT`.
  abstract String row();

  /// What stands behind `FROM`. Asked for last.
  abstract String from();

  /// The map of a JSON object. Where the object names a key twice, which DuckDB refuses to make a
  /// map of, the first value counts.
  static String map(String json) {
    return """
    coalesce(from_json(%1$s, '"MAP(VARCHAR,VARCHAR)"'), \
    map(list_distinct(json_keys(%1$s)), list_transform(list_distinct(json_keys(%1$s)), \
    lambda k: json_extract_string(%1$s, \
    '/' || replace(replace(k, '~', '~0'), '/', '~1')))))\
    """
        .formatted(json);
  }

  private String value(Hidden column) {
    return switch (column) {
      case Hidden.Id(String name) when name.equals("trace_id") -> traceUuid();
      case Hidden.Id(String name) -> "nullif(%s, 0)".formatted(stored(name));
      case Hidden.Entry entry -> entry(entry);
      case Hidden.Entries _ -> entries();
      case Hidden.RowKey key ->
          switch (key) {
            case PART -> Integer.toString(part);
            case FILE -> file();
            case ROW -> row();
          };
    };
  }

  private String filled(String expression) {
    return PLACEHOLDER
        .matcher(expression)
        .replaceAll(found -> Matcher.quoteReplacement(stored(found.group(1))));
  }

  private static void append(StringBuilder list, String value, String name) {
    list.append(list.isEmpty() ? "" : ", ").append(value).append(" AS ").append(Names.quoted(name));
  }
}
