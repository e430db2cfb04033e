package dev.clew.store.sql;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A column that the engine adds to a table for one query, because it is cheaper than the column
/// that the query names.
sealed interface Hidden {

  /// What it stands for, as a query would say it.
  String text();

  /// A trace or span id as it is stored, which can be compared without making text of it.
  ///
  /// @param column the column whose text the user sees
  record Id(String column) implements Hidden {
    @Override
    public String text() {
      return column;
    }
  }

  /// The value of one key of a map, without the map.
  ///
  /// @param cast type to cast the text to; null for none
  record Entry(Maps map, String key, @Nullable String cast) implements Hidden {
    @Override
    public String text() {
      return "%s[%s]".formatted(map.column(), Names.literal(key));
    }
  }

  /// The entries of the attributes as a list, without a map, of which DuckDB would see to it that
  /// no key stands in it twice.
  record Entries() implements Hidden {
    @Override
    public String text() {
      return "map_entries(attributes)";
    }
  }

  /// Where a row stands; together they tell one row from all others of its table.
  enum RowKey implements Hidden {
    /// Number of the part of the table that it comes from.
    PART,
    /// Number of the file in that part.
    FILE,
    /// Number of the row in that file.
    ROW;

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    String columnName() {
      return Names.RESERVED + name().toLowerCase(Locale.ROOT) + "_";
    }
  }

  /// The columns that are maps.
  enum Maps {
    ATTRIBUTES("attributes"),
    RESOURCE("resource");

    private final String column;

    Maps(String column) {
      this.column = column;
    }

    String column() {
      return column;
    }
  }
}
