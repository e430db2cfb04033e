package dev.clew.ingest.otlp;

import java.util.Arrays;

/// Remembers which row the resources or scopes of a body became, as the same few stand around row
/// after row: one with the same bytes is not read again. The latest few are kept.
final class OriginMemo {
  private static final int SIZE = 32;

  private final int[] offsets = new int[SIZE];
  private final int[] lengths = new int[SIZE];
  private final int[] schemaUrls = new int[SIZE];
  private final int[] rows = new int[SIZE];
  private int next;

  OriginMemo() {
    Arrays.fill(lengths, -1);
  }

  /// Row of an equal message with this schema URL; -1 if none is remembered.
  int find(Pieces message, int schemaUrl) {
    if (message.offset() >= 0) {
      for (int i = 0; i < SIZE; i++) {
        if (lengths[i] == message.length()
            && schemaUrls[i] == schemaUrl
            && message.isAt(offsets[i])) {
          return rows[i];
        }
      }
    }
    return -1;
  }

  void remember(Pieces message, int schemaUrl, int row) {
    if (message.offset() >= 0) {
      offsets[next] = message.offset();
      lengths[next] = message.length();
      schemaUrls[next] = schemaUrl;
      rows[next] = row;
      next = (next + 1) % SIZE;
    }
  }
}
