package dev.clew.server.collector;

import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;

/// A stage that hands everything on. It stands where a component has nothing to do, so that the
/// next one, which has a state and a place of its own, is not taken for it.
record PassThrough(Stage next) implements Stage {
  @Override
  public void accept(Batch batch, Arrival arrival) {
    next.accept(batch, arrival);
  }
}
