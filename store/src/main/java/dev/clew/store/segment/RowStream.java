package dev.clew.store.segment;

import dev.clew.model.Batch;
import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Schema;

/// Rows of chunks as a stream of Arrow batches, column by column.
final class RowStream<B extends Batch> extends ArrowReader {
  private final List<Column<B>> columns;
  private final Window<B> window;
  private final List<Runnable> beforeEachWindow;

  /// @param beforeEachWindow what has to be prepared for several columns at once
  RowStream(
      BufferAllocator allocator,
      List<Column<B>> columns,
      Window<B> window,
      List<Runnable> beforeEachWindow) {
    super(allocator);
    this.columns = columns;
    this.window = window;
    this.beforeEachWindow = beforeEachWindow;
  }

  @Override
  protected Schema readSchema() {
    return new Schema(columns.stream().map(Column::field).toList());
  }

  @Override
  public boolean loadNextBatch() throws IOException {
    prepareLoadNextBatch();
    if (!window.advance()) {
      return false;
    }
    beforeEachWindow.forEach(Runnable::run);
    for (int i = 0; i < columns.size(); i++) {
      FieldVector vector = getVectorSchemaRoot().getVector(i);
      if (!(vector instanceof VarCharVector)) {
        vector.setInitialCapacity(window.size());
        vector.allocateNew();
      }
      columns.get(i).fill(vector, window);
    }
    getVectorSchemaRoot().setRowCount(window.size());
    return true;
  }

  @Override
  public long bytesRead() {
    return 0;
  }

  @Override
  protected void closeReadSource() {}
}
