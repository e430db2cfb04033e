package dev.clew.pipeline.attributes;

import dev.clew.model.Batch;
import dev.clew.model.BatchEdits;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;

/// Changes the attributes of resources, each once for a batch. Resources that become equal become
/// one.
public final class ResourceStage implements Stage {
  private final ResourceOptions options;
  private final Stage next;

  public ResourceStage(ResourceOptions options, Stage next) {
    this.options = options;
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    BatchEdits edits = new BatchEdits(batch);
    BoundActions actions =
        new BoundActions(options.actions(), edits.batch().strings(), edits.resources());
    for (int row = 0; row < batch.resources().size(); row++) {
      actions.apply(row);
    }
    next.accept(edits.isChanged() ? edits.finish() : batch, arrival);
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }
}
