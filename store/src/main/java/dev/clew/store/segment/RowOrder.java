package dev.clew.store.segment;

import dev.clew.model.Batch;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The order in which rows of several chunks are written.
interface RowOrder {
  /// Number of rows to write.
  int size();

  /// Index of the chunk that holds the row at a position.
  int chunkIndex(int position);

  /// The row at a position within its chunk.
  int row(int position);

  /// All rows of the chunks by time; rows of equal time stay in order of arrival.
  static RowOrder byTime(List<? extends Batch> chunks) {
    int size = chunks.stream().mapToInt(Batch::size).sum();
    Long[] rows = new Long[size];
    int at = 0;
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      for (int row = 0; row < chunks.get(chunk).size(); row++) {
        rows[at++] = (long) chunk << 32 | row;
      }
    }
    Arrays.sort(rows, Comparator.comparingLong((Long row) -> timeNanos(chunks, row)));
    return new RowOrder() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public int chunkIndex(int position) {
        return (int) (rows[position] >>> 32);
      }

      @Override
      public int row(int position) {
        return rows[position].intValue();
      }
    };
  }

  private static long timeNanos(List<? extends Batch> chunks, long row) {
    return chunks.get((int) (row >>> 32)).timeNanos((int) row);
  }
}
