package dev.clew.store.segment;

import dev.clew.model.Batch;
import java.util.List;

/// The rows of one row group: which chunk and row stands at each index.
final class Window<B extends Batch> {
  private final List<B> chunks;
  private final RowOrder order;
  private final int capacity;
  private final Dictionary dictionary;
  private int[] chunkIndexes = new int[0];
  private int[] rows = new int[0];
  private int first;
  private int size;

  Window(List<B> chunks, RowOrder order, int capacity) {
    this.chunks = chunks;
    this.order = order;
    this.capacity = capacity;
    this.dictionary = new Dictionary(chunks);
  }

  /// Moves to the rows that follow; false at the end.
  boolean advance() {
    first += size;
    size = Math.min(capacity, order.size() - first);
    if (rows.length < size) {
      chunkIndexes = new int[size];
      rows = new int[size];
    }
    for (int i = 0; i < size; i++) {
      chunkIndexes[i] = order.chunkIndex(first + i);
      rows[i] = order.row(first + i);
    }
    return size > 0;
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

  /// Id in the segment's dictionary of a string of the chunk of a row.
  int text(int index, int string) {
    return dictionary.id(chunkIndex(index), string);
  }

  Dictionary dictionary() {
    return dictionary;
  }

  List<B> chunks() {
    return chunks;
  }
}
