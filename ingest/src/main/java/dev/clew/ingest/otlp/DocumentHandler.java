package dev.clew.ingest.otlp;

import java.io.IOException;

/// Is told the parts of an array or map, in order; in a map each value comes after its key.
interface DocumentHandler {
  void beginArray() throws IOException;

  void beginMap() throws IOException;

  void end() throws IOException;

  void key(String key) throws IOException;

  void text(String value) throws IOException;

  void integer(long value) throws IOException;

  void real(double value) throws IOException;

  void bool(boolean value) throws IOException;

  void bytes(byte[] value) throws IOException;

  void empty() throws IOException;
}
