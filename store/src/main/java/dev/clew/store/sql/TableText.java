package dev.clew.store.sql;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
    for (SealedRows rows : sealed(use, mentioned, source)) {
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

  private static List<SealedRows> sealed(TableUse use, Set<String> mentioned, SqlSource source) {
    Set<SqlTable.Column> columns = new HashSet<>();
    Set<Hidden> hidden = new HashSet<>();
    for (TableUse other : use.agreeing()) {
      columns.addAll(other.columns(mentioned));
      hidden.addAll(other.hidden().keySet());
    }
    Map<SqlLayout, List<Path>> groups = new LinkedHashMap<>();
    for (SqlSegment segment : source.segments(use.table().signal())) {
      if (use.agreeing().stream().allMatch(other -> other.mayWant(segment))) {
        groups
            .computeIfAbsent(
                SealedRows.relevant(segment.layout(), columns, hidden), _ -> new ArrayList<>())
            .add(segment.folder());
      }
    }
    List<SealedRows> rows = new ArrayList<>();
    groups.forEach((layout, folders) ->
        rows.add(new SealedRows(rows.size(), use.table().file(), folders, layout)));
    return rows;
  }
}
