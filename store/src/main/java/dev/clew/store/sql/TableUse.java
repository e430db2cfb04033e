package dev.clew.store.sql;

import dev.clew.model.TraceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One place of a query where one of the tables stands, and what the query wants of it there.
final class TableUse {
  private final SqlTable table;
  private final String token;
  private final Map<Hidden, String> hidden = new LinkedHashMap<>();
  private boolean isWhole;
  private @Nullable TableUse finder;
  private @Nullable TableUse reader;
  private @Nullable Set<String> onlyMentioned;
  private @Nullable Set<TraceId> traces;

  /// @param token name that stands in the query for the text of the table
  TableUse(SqlTable table, String token) {
    this.table = table;
    this.token = token;
  }

  SqlTable table() {
    return table;
  }

  String token() {
    return token;
  }

  /// Has all columns be there, in their order, and allows none beside them to be seen.
  void wantWhole() {
    isWhole = true;
  }

  /// Has only those rows be there that another use of the table has found.
  ///
  /// @param mentioned every name in the query that finds them, in lower case
  void wantFoundBy(TableUse other, Set<String> mentioned) {
    finder = other;
    other.reader = this;
    other.onlyMentioned = mentioned;
  }

  boolean isFoundOnly() {
    return finder != null;
  }

  /// This, and the use with which it agrees on the numbers of rows.
  List<TableUse> agreeing() {
    return Stream.of(this, finder, reader).filter(Objects::nonNull).toList();
  }

  /// Allows rows of other traces to be left out.
  void wantTraces(Set<TraceId> ids) {
    traces = Set.copyOf(ids);
  }

  /// Whether rows of the segment may be wanted.
  boolean mayWant(SqlSegment segment) {
    return traces == null || traces.stream().anyMatch(segment.mayHold());
  }

  /// Name of a column that is added, once for each.
  String want(Hidden column, String nameIfNew) {
    return hidden.computeIfAbsent(column, _ -> nameIfNew);
  }

  /// Columns that are added, with their names.
  Map<Hidden, String> hidden() {
    return hidden;
  }

  /// The columns that have to be there, at least one.
  ///
  /// @param mentioned every name in the query, in lower case
  List<SqlTable.Column> columns(Set<String> mentioned) {
    Set<String> names = onlyMentioned == null ? mentioned : onlyMentioned;
    List<SqlTable.Column> columns =
        table.columns().stream()
            .filter(column -> isWhole || names.contains(column.name()))
            .toList();
    return columns.isEmpty() ? List.of(table.cheapColumn()) : columns;
  }
}
