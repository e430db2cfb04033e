package dev.clew.pipeline;

import dev.clew.model.Batch;
import java.util.ArrayList;
import java.util.List;

/// Keeps what it takes.
public final class Taken implements Stage {
  private final List<Batch> batches = new ArrayList<>();
  private final List<Long> instants = new ArrayList<>();

  @Override
  public void accept(Batch batch, Arrival arrival) {
    batches.add(batch);
  }

  @Override
  public void advance(long instantNanos) {
    instants.add(instantNanos);
  }

  public List<Batch> batches() {
    return batches;
  }

  public List<Long> instants() {
    return instants;
  }

  /// The only batch that was taken.
  public Batch batch() {
    if (batches.size() != 1) {
      throw new AssertionError(batches.size() + " batches instead of one");
    }
    return batches.getFirst();
  }

  /// Rows of all batches.
  public int rows() {
    return batches.stream().mapToInt(Batch::size).sum();
  }
}
