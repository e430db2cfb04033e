package dev.clew.model;

/// Type of an attribute value, and what its `long` holds.
public enum ValueType {
  /// No value was set; the long is 0.
  EMPTY,
  /// Id in the [Strings] of the batch.
  STRING,
  /// 0 or 1.
  BOOL,
  /// The integer itself.
  INT,
  /// [Double#doubleToRawLongBits].
  DOUBLE,
  /// Id of a string of the raw bytes.
  BYTES,
  /// Id of JSON text: `[…]`, elements as in [#MAP].
  ARRAY,
  /// Id of JSON text: `{…}`; doubles have a point or an exponent, bytes are `{"@bytes":"base64"}`.
  MAP;

  private static final ValueType[] VALUES = values();

  /// The type of a code as kept in [Attributes].
  public static ValueType of(byte code) {
    return VALUES[code];
  }

  /// The code of this type, stable within a process.
  public byte code() {
    return (byte) ordinal();
  }

  /// Whether the long of a value is an id in [Strings].
  public boolean isText() {
    return this == STRING || this == BYTES || this == ARRAY || this == MAP;
  }
}
