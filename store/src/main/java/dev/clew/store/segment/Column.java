package dev.clew.store.segment;

import dev.clew.model.Batch;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/// One column of a table that is written: its Arrow field, and how the vector of a window is
/// filled.
interface Column<B extends Batch> {
  Field field();

  /// Fills the vector, which is empty, with one value for each row of the window.
  void fill(FieldVector vector, Window<B> window);

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

  static <B extends Batch> Column<B> ofLong(String name, LongOf<B> value) {
    return new Simple<>(
        ArrowFields.int64(name),
        (vector, window) -> {
          BigIntVector longs = (BigIntVector) vector;
          for (int i = 0; i < window.size(); i++) {
            longs.set(i, value.of(window.chunk(i), window.row(i)));
          }
        });
  }

  static <B extends Batch> Column<B> ofInt(String name, LongOf<B> value) {
    return new Simple<>(
        ArrowFields.int32(name),
        (vector, window) -> {
          IntVector ints = (IntVector) vector;
          for (int i = 0; i < window.size(); i++) {
            ints.set(i, (int) value.of(window.chunk(i), window.row(i)));
          }
        });
  }

  static <B extends Batch> Column<B> ofByte(String name, LongOf<B> value) {
    return new Simple<>(
        ArrowFields.int8(name),
        (vector, window) -> {
          TinyIntVector bytes = (TinyIntVector) vector;
          for (int i = 0; i < window.size(); i++) {
            bytes.set(i, (byte) value.of(window.chunk(i), window.row(i)));
          }
        });
  }

  static <B extends Batch> Column<B> ofBoolean(String name, LongOf<B> value) {
    return new Simple<>(
        ArrowFields.bool(name),
        (vector, window) -> {
          BitVector bits = (BitVector) vector;
          for (int i = 0; i < window.size(); i++) {
            bits.set(i, (int) value.of(window.chunk(i), window.row(i)));
          }
        });
  }

  /// A column of doubles in which NaN is null.
  static <B extends Batch> Column<B> ofDouble(String name, DoubleOf<B> value) {
    return new Simple<>(
        ArrowFields.float64(name),
        (vector, window) -> {
          Float8Vector doubles = (Float8Vector) vector;
          for (int i = 0; i < window.size(); i++) {
            double number = value.of(window.chunk(i), window.row(i));
            if (!Double.isNaN(number)) {
              doubles.set(i, number);
            }
          }
        });
  }

  /// A column of 16-byte ids in which all zero is null.
  static <B extends Batch> Column<B> ofId(String name, LongOf<B> high, LongOf<B> low) {
    return new Simple<>(
        ArrowFields.uuid(name),
        (vector, window) -> {
          FixedSizeBinaryVector ids = (FixedSizeBinaryVector) vector;
          for (int i = 0; i < window.size(); i++) {
            long first = high.of(window.chunk(i), window.row(i));
            long last = low.of(window.chunk(i), window.row(i));
            if ((first | last) != 0) {
              ArrowFields.setId(ids, i, first, last);
            }
          }
        });
  }

  /// A column of text in which the empty string is kept.
  static <B extends Batch> Column<B> ofText(String name, TextOf<B> id) {
    return new Simple<>(ArrowFields.text(name), new TextFill<>(id, false));
  }

  /// A column of text in which the empty string is null.
  static <B extends Batch> Column<B> ofOptionalText(String name, TextOf<B> id) {
    return new Simple<>(ArrowFields.text(name), new TextFill<>(id, true));
  }

  /// How a vector is filled.
  interface Fill<B extends Batch> {
    void fill(FieldVector vector, Window<B> window);
  }

  /// A field with its way to be filled.
  record Simple<B extends Batch>(Field field, Fill<B> how) implements Column<B> {
    @Override
    public void fill(FieldVector vector, Window<B> window) {
      how.fill(vector, window);
    }
  }

  /// Copies text out of the dictionaries of the chunks.
  record TextFill<B extends Batch>(TextOf<B> id, boolean isEmptyNull) implements Fill<B> {
    @Override
    public void fill(FieldVector vector, Window<B> window) {
      TextBuffer text = window.text();
      for (int i = 0; i < window.size(); i++) {
        B chunk = window.chunk(i);
        int string = id.of(chunk, window.row(i));
        if (string != 0 || !isEmptyNull) {
          text.set(i, chunk.strings(), string);
        }
      }
      text.load((VarCharVector) vector, window.size());
    }
  }
}
