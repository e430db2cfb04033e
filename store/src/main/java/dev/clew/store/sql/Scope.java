package dev.clew.store.sql;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the `FROM` of one `SELECT` brings, to tell which table a column name belongs to.
///
/// It only has to be right when it names a table; where it is in doubt it names none, and the query
/// is answered by the columns that it asked for.
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, TableUse> tables = new LinkedHashMap<>();
  private final Set<String> strangers = new HashSet<>();
  private final Set<String> resultNames = new HashSet<>();
  private boolean isOpen = true;
  private boolean isBeforeGrouping;
  private Set<String> groupedBy = Set.of();
  private boolean isGrouped;

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  /// A table of ours, with the name that it goes by here.
  void add(String alias, TableUse use) {
    if (tables.put(Names.fold(alias), use) != null) {
      close();
    }
  }

  /// Something else, whose columns are not known.
  void addStranger(String alias) {
    strangers.add(Names.fold(alias));
  }

  /// A name that the `SELECT` gives to a result.
  void addResultName(String name) {
    resultNames.add(Names.fold(name));
  }

  Map<String, TableUse> tables() {
    return tables;
  }

  boolean hasStrangers() {
    return !strangers.isEmpty();
  }

  /// Whether tables of this scope may have hidden columns.
  boolean isOpen() {
    return isOpen;
  }

  /// Allows no hidden columns in the tables of this scope.
  void close() {
    isOpen = false;
    tables.values().forEach(TableUse::wantWhole);
  }

  /// Tells whether what is looked at now is evaluated before rows are grouped.
  void enterPhase(boolean beforeGrouping) {
    isBeforeGrouping = beforeGrouping;
  }

  /// Tells that rows are grouped by these columns and by nothing else.
  void groupBy(Set<String> columns) {
    groupedBy = Set.copyOf(columns);
    isGrouped = true;
  }

  /// Whether a column of a table can stand in aggregates only, so that nothing else in the query
  /// has to be the same expression.
  boolean isInAggregates(String column) {
    return isGrouped && !groupedBy.contains(column);
  }

  /// The table that a dotted name takes a column from.
  ///
  /// @param beforeGrouping whether the name must be one that is evaluated before rows are grouped
  @Nullable TableUse tableOf(List<String> names, boolean beforeGrouping) {
    String column = Names.fold(names.getLast());
    TableUse use =
        switch (names.size()) {
          case 1 -> onlyTableWith(column);
          case 2 -> tables.get(Names.fold(names.getFirst()));
          default -> null;
        };
    if (use != null) {
      return isOpen
              && use.table().columnNames().contains(column)
              && (isBeforeGrouping || !beforeGrouping)
          ? use
          : null;
    }
    return outer == null || mayHold(names) ? null : outer.tableOf(names, beforeGrouping);
  }

  private @Nullable TableUse onlyTableWith(String column) {
    List<TableUse> candidates =
        tables.values().stream().filter(use -> use.table().columnNames().contains(column)).toList();
    return candidates.size() == 1 && strangers.isEmpty() && !resultNames.contains(column)
        ? candidates.getFirst()
        : null;
  }

  /// Whether a name that is not clearly of a table here may still mean something here.
  private boolean mayHold(List<String> names) {
    String first = Names.fold(names.getFirst());
    if (names.size() == 2) {
      return strangers.contains(first) || tables.containsKey(first);
    }
    return !strangers.isEmpty()
        || resultNames.contains(first)
        || tables.values().stream().anyMatch(use -> use.table().columnNames().contains(first));
  }
}
