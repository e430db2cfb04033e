package dev.clew.pipeline.transform;

import dev.clew.model.Batch;
import dev.clew.model.BatchEdits;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.pipeline.ottl.EvaluationException;
import java.util.List;

/// Runs statements on a copy of each batch. A batch of which a statement fails does not go on where
/// the options say so, and is counted.
public final class TransformStage implements Stage {
  private final TransformOptions options;
  private final EvaluationErrors errors;
  private final Stage next;

  public TransformStage(TransformOptions options, EvaluationErrors errors, Stage next) {
    this.options = options;
    this.errors = errors;
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    List<StatementGroup> groups = options.of(batch.signal());
    if (groups.isEmpty()) {
      next.accept(batch, arrival);
      return;
    }
    BatchEdits edits = new BatchEdits(batch);
    try {
      for (StatementGroup group : groups) {
        ErrorMode mode = group.mode() == null ? options.mode() : group.mode();
        group.statements().run(edits, mode, errors);
      }
    } catch (EvaluationException _) {
      errors.refuse(batch.size());
      return;
    }
    next.accept(edits.isChanged() ? edits.finish() : batch, arrival);
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }
}
