package dev.clew.store.segment;

import dev.clew.model.Batch;
import dev.clew.model.Strings;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.parquet.ParquetColumn;
import dev.clew.store.parquet.Values;

/// One column of a table that is written, and how its values of a window are gathered.
record Column<B extends Batch>(ParquetColumn parquet, Fill<B> how) {
  /// Gathers the values of the rows of a window.
  interface Fill<B extends Batch> {
    /// @param values empty; takes values by index in the window
    void fill(Values values, Window<B> window);
  }

  /// A number of a row.
  interface LongOf<B> {
    long of(B chunk, int row);
  }

  /// A real number of a row.
  interface DoubleOf<B> {
    double of(B chunk, int row);
  }

  /// The string id of a row in the dictionary of its chunk.
  interface TextOf<B> {
    int of(B chunk, int row);
  }

  static <B extends Batch> Column<B> of(String name, ColumnType type, Fill<B> how) {
    return new Column<>(new ParquetColumn(name, type), how);
  }

  /// A column of numbers, or of booleans that are 0 or 1.
  static <B extends Batch> Column<B> ofLong(String name, ColumnType type, LongOf<B> value) {
    return of(
        name,
        type,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            values.add(i, value.of(window.chunk(i), window.row(i)));
          }
        });
  }

  /// A column of doubles in which NaN is null.
  static <B extends Batch> Column<B> ofDouble(String name, DoubleOf<B> value) {
    return of(
        name,
        ColumnType.DOUBLE,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            double number = value.of(window.chunk(i), window.row(i));
            if (!Double.isNaN(number)) {
              values.add(i, Double.doubleToRawLongBits(number));
            }
          }
        });
  }

  /// A column of 16-byte ids in which all zero is null.
  static <B extends Batch> Column<B> ofId(String name, LongOf<B> high, LongOf<B> low) {
    return of(
        name,
        ColumnType.UUID,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            long first = high.of(window.chunk(i), window.row(i));
            long last = low.of(window.chunk(i), window.row(i));
            if ((first | last) != 0) {
              values.addId(i, first, last);
            }
          }
        });
  }

  /// A column of text in which the empty string is kept.
  static <B extends Batch> Column<B> ofText(String name, TextOf<B> id) {
    return of(
        name,
        ColumnType.TEXT,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            values.add(i, window.text(i, id.of(window.chunk(i), window.row(i))));
          }
        });
  }

  /// A column of text in which the empty string is null.
  static <B extends Batch> Column<B> ofOptionalText(String name, TextOf<B> id) {
    return of(
        name,
        ColumnType.TEXT,
        (values, window) -> {
          for (int i = 0; i < window.size(); i++) {
            int string = id.of(window.chunk(i), window.row(i));
            if (string != Strings.EMPTY) {
              values.add(i, window.text(i, string));
            }
          }
        });
  }
}
