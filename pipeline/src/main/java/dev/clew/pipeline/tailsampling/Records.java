package dev.clew.pipeline.tailsampling;

import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows that have left memory back from the log, and remembers the record read last.
final class Records {
  private final RecordReader reader;
  private long offset = Long.MIN_VALUE;
  private List<SpanBatch> batches = List.of();

  Records(RecordReader reader) {
    this.reader = reader;
  }

  /// The batch of a row; null if it cannot be read, or is not what it was.
  @Nullable SpanBatch batch(Bodies.Chunk chunk, int row) {
    if (offset != chunk.offset(row)) {
      offset = chunk.offset(row);
      try {
        batches = reader.read(offset);
      } catch (IOException _) {
        batches = List.of();
      }
    }
    int number = chunk.batch(row);
    SpanBatch batch = number < batches.size() ? batches.get(number) : null;
    return batch != null && chunk.row(row) < batch.size() ? batch : null;
  }

  /// Forgets the record read last.
  void forget() {
    offset = Long.MIN_VALUE;
    batches = List.of();
  }
}
