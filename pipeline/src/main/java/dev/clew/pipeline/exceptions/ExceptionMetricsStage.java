package dev.clew.pipeline.exceptions;

import dev.clew.model.Batch;
import dev.clew.model.PointBatch;
import dev.clew.model.PointType;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Counts exceptions in the cumulative sum `exceptions`. Hands on, behind each batch, the series
/// that it changed.
public final class ExceptionMetricsStage implements Stage {
  /// Series besides that of the overflow.
  public static final int MAX_SERIES = 100_000;

  private static final long MAX_BYTES = 128L << 20;
  private static final byte CUMULATIVE = 2;

  private final ExceptionsOptions options;
  private final Stage next;
  private final ExceptionSeries series;

  public ExceptionMetricsStage(ExceptionsOptions options, Stage next) {
    this(options, next, MAX_SERIES);
  }

  /// @param maxSeries besides that of the overflow
  public ExceptionMetricsStage(ExceptionsOptions options, Stage next, int maxSeries) {
    this.options = options;
    this.next = next;
    this.series = new ExceptionSeries(maxSeries, MAX_BYTES);
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (arrival.isRecall() || !(batch instanceof SpanBatch spans)) {
      return;
    }
    BitSet changed = new BitSet();
    Exemplars exemplars = options.hasExemplars() ? new Exemplars(spans) : null;
    ExceptionEvents events = new ExceptionEvents(spans, options.dimensions());
    events.forEach((span, event) -> {
      int row = series.add(events, span, event, arrival.instantNanos());
      changed.set(row);
      if (exemplars != null) {
        exemplars.add(row, span, event);
      }
    });
    if (!changed.isEmpty()) {
      next.accept(points(changed, exemplars, arrival.instantNanos()), arrival);
    }
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    series.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    series.restore(in);
  }

  private PointBatch points(BitSet changed, @Nullable Exemplars exemplars, long instantNanos) {
    PointBatch points = new PointBatch(changed.cardinality() + 1);
    int metric = points.strings().add("exceptions");
    int resource = points.resources().endRow(0, 0, 0, 0);
    int scope = points.scopes().endRow(points.strings().add("exceptionsconnector"), 0, 0, 0);
    changed.stream()
        .forEach(each -> {
          int row = points.size();
          series.describe(each, points);
          points.timeNanos(row, instantNanos);
          points.metric(row, metric);
          points.resource(row, resource);
          points.scope(row, scope);
          points.type(row, PointType.SUM);
          points.temporality(row, CUMULATIVE);
          points.isMonotonic(row, true);
          points.isInteger(row, true);
          points.value(row, (double) series.count(each));
          points.min(row, Double.NaN);
          points.max(row, Double.NaN);
          if (exemplars != null) {
            points.detail(row, points.strings().add(exemplars.detail(each)));
          }
          points.endRow();
        });
    return points;
  }
}
