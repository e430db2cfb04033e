package dev.clew.store.segment;

import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/// The Arrow types that segment columns use.
final class ArrowFields {
  private static final Map<String, String> UUID =
      Map.of("ARROW:extension:name", "arrow.uuid", "ARROW:extension:metadata", "");

  private ArrowFields() {}

  static Field int64(String name) {
    return Field.nullable(name, new ArrowType.Int(64, true));
  }

  static Field int32(String name) {
    return Field.nullable(name, new ArrowType.Int(32, true));
  }

  static Field int8(String name) {
    return Field.nullable(name, new ArrowType.Int(8, true));
  }

  static Field bool(String name) {
    return Field.nullable(name, new ArrowType.Bool());
  }

  static Field float64(String name) {
    return Field.nullable(name, new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
  }

  static Field text(String name) {
    return Field.nullable(name, new ArrowType.Utf8());
  }

  /// 16 bytes that DuckDB reads as a UUID.
  static Field uuid(String name) {
    return new Field(
        name, new FieldType(true, new ArrowType.FixedSizeBinary(16), null, UUID), null);
  }

  static void setId(FixedSizeBinaryVector vector, int index, long high, long low) {
    BitVectorHelper.setBit(vector.getValidityBuffer(), index);
    ArrowBuf data = vector.getDataBuffer();
    data.setLong(16L * index, Long.reverseBytes(high));
    data.setLong(16L * index + 8, Long.reverseBytes(low));
  }
}
