package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.ValueType;
import dev.clew.store.parquet.ColumnType;
import dev.clew.store.parquet.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The columns of the attributes of rows: those of the layout, and the JSON text of the others.
///
/// For each window one pass over the entries of the rows sorts them by column; gathering a column
/// then visits only the rows that have the attribute.
final class AttributeColumns<B extends Batch> {
  private static final int TYPES = ValueType.values().length;

  private final Window<B> window;
  private final List<Layout.Dedicated> dedicated;
  private final int[][] columnOfKey;
  private final int[] starts;
  private final int[] ends;
  private long[] values = new long[0];
  private int[] rows = new int[0];
  private final JsonText rest = new JsonText();
  private int[] restEnds = new int[0];

  AttributeColumns(Window<B> window, Layout layout) {
    this.window = window;
    this.dedicated = layout.columns();
    this.starts = new int[dedicated.size()];
    this.ends = new int[dedicated.size()];
    Map<String, int[]> columns = new HashMap<>();
    for (int i = 0; i < dedicated.size(); i++) {
      int[] byType = columns.computeIfAbsent(dedicated.get(i).key(), _ -> none());
      byType[dedicated.get(i).type().ordinal()] = i;
    }
    this.columnOfKey = new int[window.chunks().size()][];
    for (int chunk = 0; chunk < columnOfKey.length; chunk++) {
      columnOfKey[chunk] = columnsOf(window.chunks().get(chunk), columns);
    }
  }

  private static int[] none() {
    int[] columns = new int[TYPES];
    Arrays.fill(columns, -1);
    return columns;
  }

  /// The column of each key id and type of a chunk; -1 where there is none.
  private static int[] columnsOf(Batch chunk, Map<String, int[]> columns) {
    int[] byKey = new int[chunk.strings().size() * TYPES];
    Arrays.fill(byKey, -1);
    columns.forEach((key, byType) -> {
      int id = chunk.strings().find(key);
      if (id >= 0) {
        System.arraycopy(byType, 0, byKey, id * TYPES, TYPES);
      }
    });
    return byKey;
  }

  List<Column<B>> columns() {
    List<Column<B>> columns = new ArrayList<>();
    columns.add(Column.of("attributes", ColumnType.LONG_TEXT, (into, _) -> fillRest(into)));
    for (int i = 0; i < dedicated.size(); i++) {
      columns.add(column(i));
    }
    return columns;
  }

  private Column<B> column(int index) {
    String name = dedicated.get(index).column();
    return switch (dedicated.get(index).type()) {
      case STRING -> Column.of(name, ColumnType.TEXT, (into, _) -> fillTexts(into, index));
      case INT -> Column.of(name, ColumnType.INT64, (into, _) -> fillNumbers(into, index));
      case DOUBLE -> Column.of(name, ColumnType.DOUBLE, (into, _) -> fillNumbers(into, index));
      case BOOL -> Column.of(name, ColumnType.BOOLEAN, (into, _) -> fillNumbers(into, index));
      case EMPTY, BYTES, ARRAY, MAP -> throw new IllegalStateException(name);
    };
  }

  /// Sorts the entries of the rows of the window by column.
  void prepare() {
    rest.clear();
    if (restEnds.length < window.size()) {
      restEnds = new int[window.size()];
    }
    reserve();
    for (int i = 0; i < window.size(); i++) {
      scatter(i);
    }
  }

  /// Gives each column room for as many entries as the rows have of it.
  private void reserve() {
    Arrays.fill(ends, 0);
    for (int i = 0; i < window.size(); i++) {
      Attributes attributes = window.chunk(i).attributes();
      int[] columns = columnOfKey[window.chunkIndex(i)];
      int row = window.row(i);
      for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
        int column = columns[slot(attributes, entry)];
        if (column >= 0) {
          ends[column]++;
        }
      }
    }
    int total = 0;
    for (int column = 0; column < ends.length; column++) {
      starts[column] = total;
      total += ends[column];
      ends[column] = starts[column];
    }
    if (values.length < total) {
      values = new long[total + (total >> 3)];
      rows = new int[values.length];
    }
  }

  private static int slot(Attributes attributes, int entry) {
    return attributes.key(entry) * TYPES + attributes.typeCode(entry);
  }

  private void scatter(int index) {
    int chunkIndex = window.chunkIndex(index);
    B chunk = window.chunk(index);
    Attributes attributes = chunk.attributes();
    int[] columns = columnOfKey[chunkIndex];
    int row = window.row(index);
    int before = rest.size();
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      int column = columns[slot(attributes, entry)];
      if (column >= 0) {
        put(column, index, attributes.value(entry));
      } else {
        rest.raw((byte) (rest.size() == before ? '{' : ','));
        rest.member(attributes, entry, chunk.strings());
      }
    }
    if (rest.size() > before) {
      rest.raw((byte) '}');
    }
    restEnds[index] = rest.size();
  }

  /// Of a key that stands twice in a row the last value counts.
  private void put(int column, int row, long value) {
    int at = ends[column];
    if (at > starts[column] && rows[at - 1] == row) {
      at--;
    }
    rows[at] = row;
    values[at] = value;
    ends[column] = at + 1;
  }

  private void fillTexts(Values into, int column) {
    for (int at = starts[column]; at < ends[column]; at++) {
      into.add(rows[at], window.text(rows[at], (int) values[at]));
    }
  }

  private void fillNumbers(Values into, int column) {
    for (int at = starts[column]; at < ends[column]; at++) {
      into.add(rows[at], values[at]);
    }
  }

  private void fillRest(Values into) {
    int start = 0;
    for (int i = 0; i < window.size(); i++) {
      if (restEnds[i] > start) {
        into.addText(i, rest.buffer(), start, restEnds[i] - start);
      }
      start = restEnds[i];
    }
  }
}
