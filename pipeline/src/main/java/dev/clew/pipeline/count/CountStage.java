package dev.clew.pipeline.count;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.LogBatch;
import dev.clew.model.PointBatch;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.ottl.ErrorMode;
import dev.clew.pipeline.ottl.EvaluationErrors;
import dev.clew.pipeline.ottl.EvaluationException;
import dev.clew.pipeline.ottl.OttlConditions;
import dev.clew.pipeline.ottl.RowTest;
import java.util.ArrayList;
import java.util.List;

/// Hands on, for each batch that it takes, a batch of delta sums of what is in it. The points have
/// the instant of the batch's arrival.
public final class CountStage implements Stage {
  private static final String SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/connector/countconnector";

  private final CountOptions options;
  private final EvaluationErrors errors;
  private final Stage next;

  public CountStage(CountOptions options, EvaluationErrors errors, Stage next) {
    this.options = options;
    this.errors = errors;
    this.next = next;
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    PointBatch counts = new PointBatch();
    List<Tally> tallies = new ArrayList<>();
    try {
      for (CountMetric metric : options.of(batch.signal())) {
        Tally tally = new Tally(metric, batch, counts.strings());
        count(metric, batch, tally);
        tallies.add(tally);
      }
    } catch (EvaluationException _) {
      errors.refuse(batch.size());
      return;
    }
    int scope = counts.scopes().endRow(counts.strings().add(SCOPE), 0, 0, 0);
    RowMapping mapping = new RowMapping(batch, counts);
    for (Tally tally : tallies) {
      tally.write(counts, mapping::resource, scope, arrival.instantNanos());
    }
    if (counts.size() > 0) {
      next.accept(counts, arrival);
    }
  }

  @Override
  public void advance(long instantNanos) {
    next.advance(instantNanos);
  }

  private void count(CountMetric metric, Batch batch, Tally tally) {
    OttlConditions conditions = metric.conditions();
    RowTest test =
        conditions.isEmpty() ? row -> true : conditions.bind(batch, ErrorMode.PROPAGATE, errors);
    switch (batch) {
      case SpanBatch spans when metric.counted() == Counted.SPAN_EVENTS ->
          countEvents(spans, test, tally);
      case PointBatch points when metric.counted() == Counted.METRICS ->
          countMetrics(points, test, tally);
      case SpanBatch _, PointBatch _, LogBatch _ -> countRows(batch, test, tally);
    }
  }

  private static void countRows(Batch batch, RowTest test, Tally tally) {
    Attributes attributes = batch.attributes();
    for (int row = 0; row < batch.size(); row++) {
      if (test.test(row)) {
        tally.add(batch.resource(row), attributes, row);
      }
    }
  }

  private static void countEvents(SpanBatch spans, RowTest test, Tally tally) {
    Attributes attributes = spans.events().attributes();
    for (int row = 0; row < spans.size(); row++) {
      for (int event = spans.events().start(row); event < spans.events().end(row); event++) {
        if (test.test(event)) {
          tally.add(spans.resource(row), attributes, event);
        }
      }
    }
  }

  private static void countMetrics(PointBatch points, RowTest test, Tally tally) {
    int[] metrics = OttlConditions.metrics(points);
    for (int metric = 0; metric < metrics.length; metric++) {
      if (test.test(metric)) {
        int first = metrics[metric];
        tally.add(points.resource(first), points.attributes(), first);
      }
    }
  }
}
