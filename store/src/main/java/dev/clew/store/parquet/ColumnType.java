package dev.clew.store.parquet;

/// What a column holds, and how its values tend to lie, which decides the encoding.
public enum ColumnType {
  /// 0 or 1.
  BOOLEAN,
  /// Numbers of 8 bits of which a few come again and again.
  INT8,
  /// Numbers of 32 bits of which a few come again and again.
  INT32,
  /// Numbers of 64 bits of which perhaps a few come again and again.
  INT64,
  /// Numbers of 64 bits that lie near those of the rows before.
  INT64_NEAR,
  /// Numbers of 64 bits without any order.
  INT64_RANDOM,
  /// Real numbers of 64 bits, given as their bits.
  DOUBLE,
  /// 16 bytes.
  UUID,
  /// Text in UTF-8, given as ids of a dictionary.
  TEXT,
  /// Text in UTF-8, given as bytes, that hardly ever comes again.
  LONG_TEXT
}
