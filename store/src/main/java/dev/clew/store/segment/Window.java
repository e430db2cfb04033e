package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Strings;
import java.util.List;

/// The rows of one row group: which chunk and row stands at each index.
final class Window<B extends Batch> {
  /// Average of a chunk from which on its rows are weighed one by one.
  private static final long LARGE_ROW_BYTES = 4_096;

  private final List<B> chunks;
  private final RowOrder order;
  private final int capacity;
  private final long maxBytes;
  private final boolean[] hasLargeRows;
  private final Dictionary dictionary;
  private int[] chunkIndexes = new int[0];
  private int[] rows = new int[0];
  private int first;
  private int size;

  /// @param maxBytes of text in attributes, beyond which no more rows are taken
  Window(List<B> chunks, RowOrder order, int capacity, long maxBytes) {
    this.chunks = chunks;
    this.order = order;
    this.capacity = capacity;
    this.maxBytes = maxBytes;
    this.hasLargeRows = new boolean[chunks.size()];
    for (int chunk = 0; chunk < hasLargeRows.length; chunk++) {
      B rows = chunks.get(chunk);
      hasLargeRows[chunk] = rows.bytes() > (long) rows.size() * LARGE_ROW_BYTES;
    }
    this.dictionary = new Dictionary(chunks);
  }

  /// Moves to the rows that follow; false at the end.
  boolean advance() {
    first += size;
    size = Math.min(capacity, order.size() - first);
    dictionary.clear();
    if (rows.length < size) {
      chunkIndexes = new int[size];
      rows = new int[size];
    }
    long bytes = 0;
    for (int i = 0; i < size; i++) {
      chunkIndexes[i] = order.chunkIndex(first + i);
      rows[i] = order.row(first + i);
      if (hasLargeRows[chunkIndexes[i]]) {
        bytes += textBytes(chunk(i), rows[i]);
        if (bytes > maxBytes && i > 0) {
          size = i;
        }
      }
    }
    return size > 0;
  }

  private static long textBytes(Batch chunk, int row) {
    Attributes attributes = chunk.attributes();
    long bytes = 0;
    for (int entry = attributes.start(row); entry < attributes.end(row); entry++) {
      if (attributes.type(entry).isText()) {
        bytes += chunk.strings().length((int) attributes.value(entry));
      }
    }
    return bytes;
  }

  int size() {
    return size;
  }

  /// Position in the segment of the first row.
  int first() {
    return first;
  }

  int chunkIndex(int index) {
    return chunkIndexes[index];
  }

  B chunk(int index) {
    return chunks.get(chunkIndexes[index]);
  }

  int row(int index) {
    return rows[index];
  }

  /// Id in the window's dictionary of a string of the chunk of a row.
  int text(int index, int string) {
    return dictionary.id(chunkIndex(index), string);
  }

  /// What the ids of texts refer to, until the window moves on.
  Strings strings() {
    return dictionary.strings();
  }

  List<B> chunks() {
    return chunks;
  }
}
