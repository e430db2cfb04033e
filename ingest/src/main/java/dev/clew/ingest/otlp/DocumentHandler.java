package dev.clew.ingest.otlp;

/// Is told the parts of an array or map, in order; in a map each value comes after its key.
interface DocumentHandler {
  void beginArray();

  void beginMap();

  void end();

  void key(String key);

  void text(String value);

  void integer(long value);

  void real(double value);

  void bool(boolean value);

  void bytes(byte[] value);

  void empty();
}
