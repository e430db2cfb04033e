package dev.clew.query.run;

import dev.clew.model.LimitException;
import dev.clew.model.LimitException.Limit;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.TraceView.Candidates;
import dev.clew.model.TraceView.Portion;
import dev.clew.query.plan.SearchPlan;
import dev.clew.query.run.SearchOutcome.Cut;
import dev.clew.query.run.SearchOutcome.Found;
import dev.clew.query.run.SearchOutcome.Inspected;
import dev.clew.query.run.SearchOutcome.MatchedTraces;
import dev.clew.query.run.field.TraceSpans;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// One search while it runs.
final class SearchRun {
  private final SearchPlan.Ready plan;
  private final SearchRequest request;
  private final SearchLimits limits;
  private final TraceView view;
  private final StopSignal stop;
  private final Ranking ranking;
  private final BatchSize batchSize;
  private final Set<TraceId> seen = new HashSet<>();
  private long matched;
  private long spans;
  private long bytes;

  SearchRun(
      SearchPlan.Ready plan,
      SearchRequest request,
      SearchLimits limits,
      TraceView view,
      StopSignal stop) {
    this.plan = plan;
    this.request = request;
    this.limits = limits;
    this.view = view;
    this.stop = stop;
    this.ranking = new Ranking(request.order(), request.after(), request.limit());
    this.batchSize = new BatchSize(request.limit());
  }

  Found run() {
    boolean isExact = false;
    Cut cut = null;
    try {
      isExact = plan.isEmpty() || readAll();
    } catch (LimitException exception) {
      if (exception.limit() == Limit.CANCELLED) {
        throw exception;
      }
      cut = new Cut(exception.limit(), String.valueOf(exception.getMessage()));
    }
    return new Found(
        ranking.page(),
        cut == null ? ranking.next() : null,
        new MatchedTraces(matched, isExact),
        new Inspected(seen.size(), spans, bytes),
        cut);
  }

  /// Reads what may match, as far as needed; yields whether nothing was left out.
  private boolean readAll() {
    Candidates candidates = view.candidates(plan.condition(), range());
    for (Portion portion = candidates.next(); portion != null; portion = candidates.next()) {
      List<TraceId> ids = portion.ids().stream().filter(seen::add).toList();
      for (int from = 0; from < ids.size(); ) {
        int to = Math.min(ids.size(), from + batchSize.traces());
        check(seen.size() - ids.size() + to);
        read(ids.subList(from, to));
        from = to;
      }
      if (ranking.isSettled(portion.boundNanos())) {
        return false;
      }
    }
    return !startsAtCursor();
  }

  /// Where spans of traces may lie that enter the answer.
  private TimeRange range() {
    TimeRange window = request.window();
    SearchCursor after = request.after();
    if (startsAtCursor() && after != null) {
      long to = Math.clamp(after.key(), window.fromNanos(), window.toNanos());
      window = new TimeRange(window.fromNanos(), to);
    }
    return window.widened(limits.maxTraceDuration().toNanos());
  }

  /// Whether traces of earlier pages are not read again, nor counted.
  private boolean startsAtCursor() {
    return request.after() != null && request.order().equals(SearchOrder.NEWEST_FIRST);
  }

  private void check(int traces) {
    Limit reason = stop.reason();
    if (reason != null) {
      throw new LimitException(reason, "the search ran out of time: narrow the range or filter");
    }
    if (traces > limits.maxTraces()) {
      throw new LimitException(
          Limit.RESULT_SIZE,
          "the search looked at %,d traces: narrow the range or filter"
              .formatted(limits.maxTraces()));
    }
    if (spans > limits.maxSpans()) {
      throw new LimitException(
          Limit.MEMORY,
          "the search read more than %,d spans: narrow the range or filter"
              .formatted(limits.maxSpans()));
    }
  }

  private void read(List<TraceId> ids) {
    SpanBatch batch = view.traces(ids, plan.projection());
    spans += batch.size();
    bytes += batch.bytes();
    batchSize.read(batch.size());
    Step pipeline = new PipelineCompiler(batch).pipeline(plan.pipeline());
    MatchBuilder matches = new MatchBuilder(batch, plan.shownFields(), request.spansPerSpanset());
    for (TraceSpans trace : TraceSpans.of(batch)) {
      List<Spanset> spansets = evaluate(trace, pipeline);
      if (!spansets.isEmpty()) {
        matched++;
        long count = spansets.stream().mapToLong(Spanset::size).sum();
        ranking.offer(request.order().place(trace, count), () -> matches.match(trace, spansets));
      }
    }
  }

  private List<Spanset> evaluate(TraceSpans trace, Step pipeline) {
    long duration = trace.durationNanos();
    boolean isWanted =
        request.window().overlaps(trace.startNanos(), trace.endNanos())
            && duration >= request.minDurationNanos()
            && duration <= request.maxDurationNanos();
    return isWanted ? pipeline.apply(trace, Spanset.all(trace.size())) : List.of();
  }
}
