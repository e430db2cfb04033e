package dev.clew.examples.otlp;

import java.util.HexFormat;

/// Span ids are plain longs here; on the wire they are 16 hex digits.
final class SpanIds {
  private SpanIds() {}

  static String hex(long id) {
    return HexFormat.of().toHexDigits(id);
  }
}
