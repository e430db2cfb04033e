package dev.clew.pipeline.debug;

import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.export.DebugOptions;
import java.util.function.Consumer;

/// End of a pipeline that prints what comes: the first batches of each second, then one in so many.
public final class DebugStage implements Stage {
  private static final long SECOND = 1_000_000_000;

  private final DebugOptions options;
  private final Consumer<String> output;
  private long second = Long.MIN_VALUE;
  private long inSecond;

  /// @param output takes what is printed of a batch, without a line end
  public DebugStage(DebugOptions options, Consumer<String> output) {
    this.options = options;
    this.output = output;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!arrival.isRecall() && isTold(arrival.instantNanos())) {
      output.accept(text(batch));
    }
  }

  private boolean isTold(long instantNanos) {
    long now = Math.floorDiv(instantNanos, SECOND);
    if (now != second) {
      second = now;
      inSecond = 0;
    }
    inSecond++;
    long later = inSecond - options.samplingInitial();
    return later <= 0
        || (options.samplingThereafter() > 0 && later % options.samplingThereafter() == 0);
  }

  private String text(Batch batch) {
    return switch (options.verbosity()) {
      case BASIC -> basic(batch);
      case NORMAL -> basic(batch) + "\n" + NormalText.of(batch).stripTrailing();
      case DETAILED -> basic(batch) + "\n" + DetailedText.of(batch).stripTrailing();
    };
  }

  private static String basic(Batch batch) {
    int resources = NormalText.resources(batch);
    return switch (batch) {
      case SpanBatch spans ->
          "Traces resource spans: %d spans: %d".formatted(resources, spans.size());
      case LogBatch logs ->
          "Logs resource logs: %d log records: %d".formatted(resources, logs.size());
      case PointBatch points ->
          "Metrics resource metrics: %d data points: %d".formatted(resources, points.size());
    };
  }
}
