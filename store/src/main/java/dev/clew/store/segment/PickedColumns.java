package dev.clew.store.segment;

import dev.clew.model.Strings;
import dev.clew.store.parquet.ParquetReader;
import dev.clew.store.parquet.Picked;
import dev.clew.store.parquet.RowSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Columns of which the values of some rows of one row group are held at a time. What is asked for
/// here is filled anew by [#move]; a column that the file does not have holds no values.
final class PickedColumns {
  private final ParquetReader reader;
  private final Strings strings;
  private final List<Wanted> wanted = new ArrayList<>();

  private record Wanted(int column, @Nullable Strings strings, Picked picked) {}

  /// @param strings takes the texts
  PickedColumns(ParquetReader reader, Strings strings) {
    this.reader = reader;
    this.strings = strings;
  }

  /// Numbers, truth or ids.
  Picked numbers(String column) {
    return want(column, null);
  }

  /// Texts, as ids.
  Picked texts(String column) {
    return want(column, strings);
  }

  /// Long texts, as bytes.
  Picked longTexts(String column) {
    return want(column, null);
  }

  /// A column that is not wanted and holds no values.
  Picked none() {
    return want(-1, null);
  }

  private Picked want(String column, @Nullable Strings into) {
    return want(reader.file().column(column), into);
  }

  private Picked want(int column, @Nullable Strings into) {
    Picked picked = new Picked();
    wanted.add(new Wanted(column, into, picked));
    return picked;
  }

  /// Holds the values of these rows of a row group.
  void move(int group, RowSet rows) throws IOException {
    for (Wanted column : wanted) {
      reader.pick(group, column.column(), rows, column.strings(), column.picked());
    }
  }
}
