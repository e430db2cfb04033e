package dev.clew.pipeline.export;

import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Function;

/// End of a pipeline that puts what comes into a queue, from which an [Exporting] sends it.
///
/// The queue is synced as part of every checkpoint; what the log brings again after a restart is
/// known to the queue and left out.
public final class QueueStage implements Stage {
  private static final long NONE = -1;

  private final String source;
  private final DurableQueue queue;
  private final Function<Batch, byte[]> encoder;
  private long checkpoint = NONE;
  private boolean hasBegun;

  /// @param source unique among the stages of the queue, the same over restarts
  /// @param encoder writes equal batches as equal bytes
  public QueueStage(String source, DurableQueue queue, Function<Batch, byte[]> encoder) {
    this.source = source;
    this.queue = queue;
    this.encoder = encoder;
    queue.register(source);
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (arrival.isRecall()) {
      return;
    }
    begin();
    queue.add(source, batch.signal(), batch.size(), encoder.apply(batch));
  }

  private void begin() {
    if (!hasBegun) {
      hasBegun = true;
      queue.replay(source, checkpoint);
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    begin();
    out.writeLong(queue.checkpoint(source));
  }

  @Override
  public void restore(DataInput in) throws IOException {
    checkpoint = in.readLong();
  }
}
