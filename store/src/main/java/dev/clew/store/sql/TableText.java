package dev.clew.store.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Writes the query that takes the place of a table: the sealed rows, those of segments with like
/// layouts together, and the live rows.
final class TableText {
  private TableText() {}

  /// @param mentioned every column name of the query
  /// @param handle of the live rows
  static String of(TableUse use, Set<String> mentioned, SqlSource source, long handle) {
    List<SqlTable.Column> columns = use.columns(mentioned);
    List<String> parts = new ArrayList<>();
    for (SealedRows rows : sealed(use, columns, source)) {
      parts.add(rows.select(columns, use.hidden(), use.isFoundOnly()));
    }
    LiveRows live = new LiveRows(handle, use.hidden());
    parts.add(live.select(columns, use.hidden(), use.isFoundOnly()));
    return parts.stream().collect(Collectors.joining(" UNION ALL ", "(", ")"));
  }

  /// The table of all tables.
  static String tableList() {
    return SqlTable.names().stream()
        .map(name -> "(" + Names.literal(name) + ")")
        .collect(Collectors.joining(", ", "(SELECT name FROM (VALUES ", ") AS listed(name))"));
  }

  private static List<SealedRows> sealed(
      TableUse use, List<SqlTable.Column> columns, SqlSource source) {
    Map<SqlLayout, List<Path>> groups = new LinkedHashMap<>();
    for (SqlSegment segment : source.segments(use.table().signal())) {
      if (use.mayWant(segment)) {
        SqlLayout layout = SealedRows.relevant(segment.layout(), columns, use.hidden().keySet());
        groups.computeIfAbsent(layout, _ -> new ArrayList<>()).add(segment.folder());
      }
    }
    List<SealedRows> rows = new ArrayList<>();
    groups.forEach((layout, folders) ->
        rows.add(new SealedRows(rows.size(), use.table().file(), folders, layout)));
    return rows;
  }
}
