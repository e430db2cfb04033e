package dev.clew.server.collector;

import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A stage that gets its batches through another one before it, and is otherwise itself.
record Tapped(Stage stage, Stage before) implements Stage {
  @Override
  public void accept(Batch batch, Arrival arrival) {
    before.accept(batch, arrival);
  }

  @Override
  public void advance(long instantNanos) {
    stage.advance(instantNanos);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    stage.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    stage.restore(in);
  }

  @Override
  public void checkpointed() {
    stage.checkpointed();
  }

  @Override
  public long oldestNeeded() {
    return stage.oldestNeeded();
  }
}
