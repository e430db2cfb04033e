package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarCharVector;

/// A column of one attribute, as it was read: DuckDB hands booleans over as bytes.
///
/// @param key string id of the attribute's key in the batch that is filled
record AttributeVector(FieldVector vector, int key) {

  /// Adds the value of a row, if it has one, to the open owner.
  void add(int row, Strings strings, Attributes target) {
    if (vector.isNull(row)) {
      return;
    }
    switch (vector) {
      case VarCharVector text -> {
        byte[] bytes = text.get(row);
        target.add(key, ValueType.STRING, strings.add(bytes, 0, bytes.length));
      }
      case BigIntVector longs -> target.add(key, ValueType.INT, longs.get(row));
      case Float8Vector doubles ->
          target.add(key, ValueType.DOUBLE, Double.doubleToRawLongBits(doubles.get(row)));
      case TinyIntVector bits -> target.add(key, ValueType.BOOL, bits.get(row));
      default -> throw new IllegalStateException("no attribute column: " + vector.getField());
    }
  }
}
