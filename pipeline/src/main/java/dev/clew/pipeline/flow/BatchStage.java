package dev.clew.pipeline.flow;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;

/// The processor `batch`: splits what is too large.
///
/// It holds nothing back. What it would gather is in the log already, and an exporter gathers as
/// much as this processor's options say from its queue, see
/// [dev.clew.pipeline.export.Delivery#gathering]; a stage that held rows would have to remember
/// them over a restart for no gain.
public final class BatchStage implements Stage {
  private final int maxRows;
  private final Stage next;

  public BatchStage(BatchOptions options, Stage next) {
    this.maxRows = options.maxSize();
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (maxRows == 0 || batch.size() <= maxRows) {
      next.accept(batch, arrival);
      return;
    }
    for (int from = 0; from < batch.size(); from += maxRows) {
      next.accept(part(batch, from, Math.min(from + maxRows, batch.size())), arrival);
    }
  }

  private static Batch part(Batch batch, int from, int to) {
    return switch (batch) {
      case SpanBatch spans -> {
        SpanBatch part = new SpanBatch(to - from);
        RowMapping mapping = new RowMapping(spans, part);
        for (int row = from; row < to; row++) {
          part.append(spans, row, mapping);
        }
        yield part;
      }
      case LogBatch logs -> {
        LogBatch part = new LogBatch(to - from);
        RowMapping mapping = new RowMapping(logs, part);
        for (int row = from; row < to; row++) {
          part.append(logs, row, mapping);
        }
        yield part;
      }
      case PointBatch points -> {
        PointBatch part = new PointBatch(to - from);
        RowMapping mapping = new RowMapping(points, part);
        for (int row = from; row < to; row++) {
          part.append(points, row, mapping);
        }
        yield part;
      }
    };
  }
}
