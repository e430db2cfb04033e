package dev.clew.pipeline.assembly;

import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.util.List;

/// Hands every batch to several stages. A batch never changes, so all may have the same one.
final class FanOut implements Stage {
  private final List<Stage> targets;

  private FanOut(List<Stage> targets) {
    this.targets = List.copyOf(targets);
  }

  static Stage to(List<Stage> targets) {
    return targets.size() == 1 ? targets.getFirst() : new FanOut(targets);
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    for (Stage target : targets) {
      target.accept(batch, arrival);
    }
  }
}
