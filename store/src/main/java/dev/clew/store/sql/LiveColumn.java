package dev.clew.store.sql;

import dev.clew.model.Batch;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/// A column of live rows: its name and type, and how a vector is filled with the values of some
/// rows of a chunk.
record LiveColumn<B extends Batch>(String name, DuckDBColumnType type, Fill<B> fill) {

  /// Fills a vector from its start with `count` rows of the chunk, beginning with `first`.
  interface Fill<B> {
    void fill(DuckDBWritableVector vector, B chunk, int first, int count, ValueText text);
  }

  /// A number of a row.
  interface LongOf<B> {
    long of(B chunk, int row);
  }

  /// A real number of a row.
  interface DoubleOf<B> {
    double of(B chunk, int row);
  }

  /// Text of a row as UTF-8.
  interface TextOf<B> {
    byte @Nullable [] of(B chunk, int row, ValueText text);
  }

  static <B extends Batch> LiveColumn<B> ofLong(String name, LongOf<B> value) {
    return new LiveColumn<>(
        name,
        DuckDBColumnType.BIGINT,
        (vector, chunk, first, count, _) -> {
          for (int i = 0; i < count; i++) {
            vector.setLong(i, value.of(chunk, first + i));
          }
        });
  }

  static <B extends Batch> LiveColumn<B> ofBoolean(String name, LongOf<B> value) {
    return new LiveColumn<>(
        name,
        DuckDBColumnType.BOOLEAN,
        (vector, chunk, first, count, _) -> {
          for (int i = 0; i < count; i++) {
            vector.setBoolean(i, value.of(chunk, first + i) != 0);
          }
        });
  }

  /// A column of doubles in which NaN is null.
  static <B extends Batch> LiveColumn<B> ofDouble(String name, DoubleOf<B> value) {
    return new LiveColumn<>(
        name,
        DuckDBColumnType.DOUBLE,
        (vector, chunk, first, count, _) -> {
          for (int i = 0; i < count; i++) {
            double number = value.of(chunk, first + i);
            if (Double.isNaN(number)) {
              vector.setNull(i);
            } else {
              vector.setDouble(i, number);
            }
          }
        });
  }

  static <B extends Batch> LiveColumn<B> ofText(String name, TextOf<B> value) {
    return new LiveColumn<>(
        name,
        DuckDBColumnType.VARCHAR,
        (vector, chunk, first, count, text) -> {
          byte @Nullable [][] values = new byte[count][];
          for (int i = 0; i < count; i++) {
            values[i] = value.of(chunk, first + i, text);
          }
          vector.setStringUtf8Batch(0, values);
        });
  }

  /// Text by its id in the chunk, kept when it is empty.
  static <B extends Batch> LiveColumn<B> ofString(String name, LongOf<B> id) {
    return ofText(name, (chunk, row, text) -> text.string((int) id.of(chunk, row)));
  }

  /// Text by its id in the chunk, null when it is empty.
  static <B extends Batch> LiveColumn<B> ofOptionalString(String name, LongOf<B> id) {
    return ofText(
        name,
        (chunk, row, text) -> {
          int string = (int) id.of(chunk, row);
          return string == 0 ? null : text.string(string);
        });
  }
}
