package dev.clew.server;

import dev.clew.store.Checkpoint;
import org.jspecify.annotations.Nullable;

/// Lets the store, which opens first, ask the pipelines for their state, once they are there.
final class PipelineCheckpoints implements Checkpoint.Source {
  private volatile @Nullable Pipelines pipelines;

  void bind(Pipelines built) {
    pipelines = built;
  }

  @Override
  public Checkpoint cut(int partition, Runnable cut) {
    Pipelines known = pipelines;
    return known == null ? Checkpoint.Source.NONE.cut(partition, cut) : known.cut(partition, cut);
  }

  @Override
  public void durable(int partition) {
    Pipelines known = pipelines;
    if (known != null) {
      known.durable(partition);
    }
  }
}
