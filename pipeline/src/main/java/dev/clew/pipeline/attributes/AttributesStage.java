package dev.clew.pipeline.attributes;

import dev.clew.model.Batch;
import dev.clew.model.BatchEdits;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.filter.IncludeExclude;
import dev.clew.pipeline.ottl.RowTest;

/// Changes the attributes of rows.
public final class AttributesStage implements Stage {
  private final AttributesOptions options;
  private final IncludeExclude criteria;
  private final Stage next;

  public AttributesStage(AttributesOptions options, Stage next) {
    this.options = options;
    this.criteria = IncludeExclude.of(options.include(), options.exclude());
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    RowTest isMeant = criteria.bind(batch);
    BatchEdits edits = new BatchEdits(batch);
    BoundActions actions =
        new BoundActions(options.actions(), edits.batch().strings(), edits.rows());
    for (int row = 0; row < batch.size(); row++) {
      if (isMeant.test(row)) {
        actions.apply(row);
      }
    }
    next.accept(edits.isChanged() ? edits.finish() : batch, arrival);
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }
}
