package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;

/// The columns of the attributes of rows: those of the layout, and the JSON text of the others.
///
/// For each window one pass over the entries of the rows scatters them to the columns; filling a
/// vector then visits only the rows that have the attribute.
final class AttributeColumns<B extends Batch> {
  private static final int TYPES = ValueType.values().length;

  private final Window<B> window;
  private final List<Layout.Dedicated> dedicated;
  private final int[][] columnOfKey;
  private final int[][] columnsByType;
  private final long[][] values;
  private final int[][] rows;
  private final int[] counts;
  private final JsonText rest = new JsonText();
  private final int[] restEnds;

  AttributeColumns(Window<B> window, Layout layout) {
    this.window = window;
    this.dedicated = layout.columns();
    this.values = new long[dedicated.size()][window.capacity()];
    this.rows = new int[dedicated.size()][window.capacity()];
    this.counts = new int[dedicated.size()];
    this.restEnds = new int[window.capacity()];
    Map<String, Integer> keys = new HashMap<>();
    dedicated.forEach(column -> keys.putIfAbsent(column.key(), keys.size() + 1));
    this.columnsByType = new int[keys.size() + 1][TYPES];
    for (int[] types : columnsByType) {
      Arrays.fill(types, -1);
    }
    for (int i = 0; i < dedicated.size(); i++) {
      Layout.Dedicated column = dedicated.get(i);
      columnsByType[keys.getOrDefault(column.key(), 0)][column.type().ordinal()] = i;
    }
    this.columnOfKey = new int[window.chunks().size()][];
    for (int chunk = 0; chunk < columnOfKey.length; chunk++) {
      columnOfKey[chunk] = keysOf(window.chunks().get(chunk), keys);
    }
  }

  List<Column<B>> columns() {
    List<Column<B>> columns = new ArrayList<>();
    columns.add(
        new Column.Simple<>(ArrowFields.text("attributes"), (vector, _) -> fillRest(vector)));
    for (int i = 0; i < dedicated.size(); i++) {
      columns.add(column(i));
    }
    return columns;
  }

  /// Scatters the entries of the rows of the window.
  void prepare() {
    Arrays.fill(counts, 0);
    rest.clear();
    for (int i = 0; i < window.size(); i++) {
      scatter(i);
    }
  }

  private void scatter(int index) {
    B chunk = window.chunk(index);
    Attributes attributes = chunk.attributes();
    int[] keys = columnOfKey[window.chunkIndex(index)];
    int row = window.row(index);
    int before = rest.size();
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      int column = columnsByType[keys[attributes.key(entry)]][attributes.type(entry).ordinal()];
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
    int at = counts[column];
    if (at > 0 && rows[column][at - 1] == row) {
      at--;
    }
    rows[column][at] = row;
    values[column][at] = value;
    counts[column] = at + 1;
  }

  private static int[] keysOf(Batch chunk, Map<String, Integer> keys) {
    int[] slots = new int[chunk.strings().size()];
    keys.forEach((key, slot) -> {
      int id = chunk.strings().find(key);
      if (id >= 0) {
        slots[id] = slot;
      }
    });
    return slots;
  }

  private Column<B> column(int index) {
    String name = dedicated.get(index).column();
    return switch (dedicated.get(index).type()) {
      case STRING ->
          new Column.Simple<>(ArrowFields.text(name), (vector, _) -> fillText(vector, index));
      case INT ->
          new Column.Simple<>(ArrowFields.int64(name), (vector, _) -> fillLongs(vector, index));
      case DOUBLE ->
          new Column.Simple<>(ArrowFields.float64(name), (vector, _) -> fillDoubles(vector, index));
      case BOOL ->
          new Column.Simple<>(ArrowFields.bool(name), (vector, _) -> fillBits(vector, index));
      case EMPTY, BYTES, ARRAY, MAP -> throw new IllegalStateException(name);
    };
  }

  private void fillText(FieldVector vector, int column) {
    TextBuffer text = window.text();
    for (int at = 0; at < counts[column]; at++) {
      int row = rows[column][at];
      text.set(row, window.chunk(row).strings(), (int) values[column][at]);
    }
    text.load((VarCharVector) vector, window.size());
  }

  private void fillLongs(FieldVector vector, int column) {
    BigIntVector longs = (BigIntVector) vector;
    for (int at = 0; at < counts[column]; at++) {
      longs.set(rows[column][at], values[column][at]);
    }
  }

  private void fillDoubles(FieldVector vector, int column) {
    Float8Vector doubles = (Float8Vector) vector;
    for (int at = 0; at < counts[column]; at++) {
      doubles.set(rows[column][at], Double.longBitsToDouble(values[column][at]));
    }
  }

  private void fillBits(FieldVector vector, int column) {
    BitVector bits = (BitVector) vector;
    for (int at = 0; at < counts[column]; at++) {
      bits.set(rows[column][at], (int) values[column][at]);
    }
  }

  private void fillRest(FieldVector vector) {
    TextBuffer text = window.text();
    int start = 0;
    for (int i = 0; i < window.size(); i++) {
      if (restEnds[i] > start) {
        text.set(i, rest.buffer(), start, restEnds[i] - start);
      }
      start = restEnds[i];
    }
    text.load((VarCharVector) vector, window.size());
  }
}
