package dev.clew.store.segment;

import dev.clew.model.Field.Scope;
import dev.clew.model.ValueType;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Which attributes of the rows of a segment have a Parquet column of their own. All other
/// attributes of a row stand in its JSON text.
public record Layout(List<Dedicated> columns) {
  private static final Set<ValueType> SIMPLE =
      EnumSet.of(ValueType.STRING, ValueType.INT, ValueType.DOUBLE, ValueType.BOOL);

  /// One row in so many must have an attribute before a column of its own costs less than it saves.
  private static final int LEAST_SHARE = 33;

  private static final int MAX_COLUMNS = 64;

  public Layout {
    columns = List.copyOf(columns);
  }

  /// An attribute key with values of one type.
  public record Dedicated(String key, ValueType type) {
    /// Name of the Parquet column.
    public String column() {
      return switch (type) {
        case STRING -> "a." + key;
        case INT -> "a." + key + "#int";
        case DOUBLE -> "a." + key + "#double";
        case BOOL -> "a." + key + "#bool";
        case EMPTY, BYTES, ARRAY, MAP ->
            throw new IllegalStateException(type + " has no column of its own");
      };
    }
  }

  /// Gives a column to what at least three rows in a hundred have, the most frequent first; ties by
  /// key, so that equal data has equal layouts.
  static Layout choose(KeyStatistics statistics, Scope scope, int rows) {
    long least = Math.max(1, rows / LEAST_SHARE);
    return new Layout(
        statistics.countsByType().entrySet().stream()
            .filter(entry -> entry.getKey().scope() == scope && isPlain(entry.getKey().name()))
            .flatMap(entry ->
                SIMPLE.stream()
                    .map(type -> new Counted(entry.getKey().name(), type, entry.getValue())))
            .filter(counted -> counted.count() >= least)
            .sorted(
                Comparator.comparingLong(Counted::count)
                    .reversed()
                    .thenComparing(Counted::key)
                    .thenComparing(Counted::type))
            .limit(MAX_COLUMNS)
            .map(counted -> new Dedicated(counted.key(), counted.type()))
            .sorted(Comparator.comparing(Dedicated::key).thenComparing(Dedicated::type))
            .toList());
  }

  boolean has(String key, ValueType type) {
    return columns.contains(new Dedicated(key, type));
  }

  /// DuckDB takes names that differ in case only for the same column, and `#` tells the type.
  private static boolean isPlain(String key) {
    return key.length() <= 128
        && key.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#' && !Character.isUpperCase(c));
  }

  private record Counted(String key, ValueType type, long count) {
    Counted(String key, ValueType type, long[] countsByType) {
      this(key, type, countsByType[type.ordinal()]);
    }
  }
}
