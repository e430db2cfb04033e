package dev.clew.store.segment;

import dev.clew.store.parquet.ColumnTest;
import dev.clew.store.parquet.ParquetFile;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the rows of a segment have to meet, as tests on the columns of its Parquet file.
sealed interface RowTest {
  /// No row meets it.
  record Never() implements RowTest {}

  /// Every row meets it.
  record Always() implements RowTest {}

  /// A test on the values of a column.
  record OfColumn(String column, ColumnTest test) implements RowTest {}

  /// All parts hold; there are several.
  record All(List<RowTest> parts) implements RowTest {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /// Some part holds; there are several.
  record Any(List<RowTest> parts) implements RowTest {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  static RowTest never() {
    return new Never();
  }

  static RowTest always() {
    return new Always();
  }

  /// All of these, the cheapest first.
  static RowTest all(List<RowTest> tests) {
    if (tests.contains(never())) {
      return never();
    }
    List<RowTest> parts = new ArrayList<>(tests);
    parts.removeIf(always()::equals);
    parts.sort(Comparator.comparingInt(RowTest::cost));
    return switch (parts.size()) {
      case 0 -> always();
      case 1 -> parts.getFirst();
      default -> new All(parts);
    };
  }

  /// Any of these.
  static RowTest any(List<RowTest> tests) {
    if (tests.contains(always())) {
      return always();
    }
    List<RowTest> parts = new ArrayList<>(tests);
    parts.removeIf(never()::equals);
    return switch (parts.size()) {
      case 0 -> never();
      case 1 -> parts.getFirst();
      default -> new Any(parts);
    };
  }

  /// What tells the most for the least stands first: ranges skip whole row groups.
  private int cost() {
    return switch (this) {
      case Never _, Always _ -> 0;
      case OfColumn(_, ColumnTest test) ->
          switch (test) {
            case ColumnTest.Present _ -> 0;
            case ColumnTest.Between _ -> 1;
            case ColumnTest.Numbers _ -> 2;
            case ColumnTest.Texts _ -> 3;
            case ColumnTest.Id _ -> 4;
          };
      case All(List<RowTest> parts) -> parts.stream().mapToInt(RowTest::cost).max().orElse(0);
      case Any(List<RowTest> parts) -> 1 + parts.stream().mapToInt(RowTest::cost).max().orElse(0);
    };
  }

  /// Whether some row of a row group may meet it, by the footer alone.
  default boolean mayHold(ParquetFile file, int group) {
    return switch (this) {
      case Never _ -> false;
      case Always _ -> true;
      case OfColumn(String column, ColumnTest test) -> mayHold(file, group, column, test);
      case All(List<RowTest> parts) -> parts.stream().allMatch(part -> part.mayHold(file, group));
      case Any(List<RowTest> parts) -> parts.stream().anyMatch(part -> part.mayHold(file, group));
    };
  }

  private static boolean mayHold(ParquetFile file, int group, String name, ColumnTest test) {
    int column = file.column(name);
    if (column < 0 || !file.hasValues(group, column)) {
      return test.passesAbsent();
    }
    return !(test instanceof ColumnTest.Between range)
        || !file.hasBounds(column)
        || range.overlaps(file.least(group, column), file.greatest(group, column));
  }

  /// Keeps of the rows of a row group those that meet it.
  default void keep(ParquetReader reader, int group, RowSet rows) throws IOException {
    switch (this) {
      case Never _ -> rows.clear(rows.size());
      case Always _ -> {}
      case OfColumn(String column, ColumnTest test) ->
          reader.keep(group, reader.file().column(column), test, rows);
      case All(List<RowTest> parts) -> {
        for (RowTest part : parts) {
          if (!rows.isEmpty()) {
            part.keep(reader, group, rows);
          }
        }
      }
      case Any(List<RowTest> parts) -> keepAny(parts, reader, group, rows);
    }
  }

  private static void keepAny(List<RowTest> parts, ParquetReader reader, int group, RowSet rows)
      throws IOException {
    RowSet found = new RowSet().clear(rows.size());
    RowSet one = new RowSet();
    for (RowTest part : parts) {
      one.copy(rows);
      part.keep(reader, group, one);
      found.add(one);
    }
    rows.copy(found);
  }
}
