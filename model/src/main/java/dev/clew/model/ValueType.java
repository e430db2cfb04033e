package dev.clew.model;

/// Type of an attribute value, and what its `long` holds.
///
/// Arrays and maps are JSON text, the same for the same value: no spaces, entries in the order they
/// were sent, keys that were sent twice twice. In strings only quotes, backslashes and control
/// characters are escaped, the latter by a letter where JSON has one. Integers have digits only,
/// doubles always a point, as [Double#toString] writes them. A value that was not set is `null`.
/// What JSON cannot say is an object of one entry: `{"@bytes":"base64"}`, and `{"@double":"NaN"}`,
/// `"Infinity"` or `"-Infinity"`. A first key that would be taken for that, which is one `@` or
/// more before `bytes` or `double`, has one `@` more in front.
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
  /// Id of JSON text: `[…]`.
  ARRAY,
  /// Id of JSON text: `{…}`.
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
