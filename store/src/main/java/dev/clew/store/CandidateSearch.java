package dev.clew.store;

import dev.clew.model.Condition;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView.Candidates;
import dev.clew.model.TraceView.Portion;
import dev.clew.store.segment.RowMatcher;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Finds candidate traces newest first: the live rows in slices, then the segments in groups that
/// double, each group asked for its newest hits in slices that grow, until nothing is left.
final class CandidateSearch implements Candidates {
  private static final int FIRST_SLICE = 64;
  private static final int MAX_SLICE = 1 << 16;
  private static final int MAX_GROUP = 16;

  private final StoreView view;
  private final Condition condition;
  private final TimeRange range;
  private final List<Segment> waiting;
  private @Nullable List<Hit> liveHits;
  private int liveTaken;
  private int slice = FIRST_SLICE;
  private int groupSize = 1;
  private final Map<Segment, String> group = new LinkedHashMap<>();
  private long groupBoundNanos = Long.MAX_VALUE;

  /// A span that may meet the condition.
  private record Hit(TraceId traceId, long startNanos) {}

  CandidateSearch(StoreView view, Condition condition, TimeRange range) {
    this.view = view;
    this.condition = condition;
    this.range = range;
    this.waiting = new ArrayList<>(view.traceSegments());
    waiting.sort(
        Comparator.comparingLong((Segment segment) -> segment.info().times().toNanos()).reversed());
  }

  @Override
  public @Nullable Portion next() {
    List<Hit> live = liveHits == null ? findLive() : liveHits;
    liveHits = live;
    if (liveTaken < live.size()) {
      return liveSlice(live);
    }
    while (group.isEmpty() && !waiting.isEmpty()) {
      startGroup();
    }
    return group.isEmpty() ? null : groupSlice();
  }

  private List<Hit> findLive() {
    Map<TraceId, Long> newest = new HashMap<>();
    for (SpanBatch chunk : view.liveSpans()) {
      IntPredicate matches = RowMatcher.of(condition, chunk);
      for (int row = 0; row < chunk.size(); row++) {
        long start = chunk.startNanos(row);
        if (range.overlaps(start, Math.max(start, chunk.endNanos(row))) && matches.test(row)) {
          newest.merge(chunk.traceId(row), start, Math::max);
        }
      }
    }
    return newest.entrySet().stream()
        .map(entry -> new Hit(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Hit::startNanos).reversed())
        .toList();
  }

  private Portion liveSlice(List<Hit> live) {
    int end = Math.min(live.size(), liveTaken + slice);
    List<TraceId> ids = live.subList(liveTaken, end).stream().map(Hit::traceId).toList();
    liveTaken = end;
    slice = Math.min(MAX_SLICE, slice * 4);
    long bound = end < live.size() ? live.get(end).startNanos() : Long.MIN_VALUE;
    if (end == live.size()) {
      slice = FIRST_SLICE;
    }
    return new Portion(ids, Math.max(bound, waitingBound()));
  }

  private void startGroup() {
    List<Segment> next = waiting.subList(0, Math.min(groupSize, waiting.size()));
    for (Segment segment : List.copyOf(next)) {
      view.guarded(
          segment,
          () -> {
            String sql = segment.hitsSql(condition, range, view.queries(), view.deadlineNanos());
            if (sql != null) {
              group.put(segment, sql);
            }
          });
    }
    next.clear();
    groupSize = Math.min(MAX_GROUP, groupSize * 2);
    groupBoundNanos = Long.MAX_VALUE;
  }

  private Portion groupSlice() {
    List<Hit> hits = ask();
    LinkedHashSet<TraceId> ids = new LinkedHashSet<>();
    hits.forEach(hit -> ids.add(hit.traceId()));
    if (hits.size() < slice) {
      group.clear();
      return new Portion(List.copyOf(ids), waitingBound());
    }
    boolean isStuck = hits.getLast().startNanos() == groupBoundNanos;
    groupBoundNanos = hits.getLast().startNanos();
    slice = isStuck ? slice * 4 : Math.min(MAX_SLICE, slice * 4);
    return new Portion(List.copyOf(ids), Math.max(groupBoundNanos, waitingBound()));
  }

  /// Asks the group at once. If that fails, each alone, which leaves out those that are damaged.
  private List<Hit> ask() {
    try {
      return ask(group.values());
    } catch (IOException _) {
      group
          .entrySet()
          .removeIf(one -> !view.guarded(one.getKey(), () -> ask(List.of(one.getValue()))));
    }
    try {
      return ask(group.values());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private List<Hit> ask(Collection<String> parts) throws IOException {
    if (parts.isEmpty()) {
      return List.of();
    }
    String sql =
        "SELECT trace_id, start_nanos FROM (%s) WHERE start_nanos <= %d ORDER BY start_nanos DESC LIMIT %d"
            .formatted(String.join(" UNION ALL ", parts), groupBoundNanos, slice);
    return view.queries().rows(sql, view.deadlineNanos(), CandidateSearch::read);
  }

  private static List<Hit> read(ResultSet rows) throws SQLException {
    List<Hit> hits = new ArrayList<>();
    while (rows.next()) {
      UUID id = (UUID) rows.getObject(1);
      hits.add(
          new Hit(
              new TraceId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
              rows.getLong(2)));
    }
    return hits;
  }

  private long waitingBound() {
    return waiting.isEmpty() ? Long.MIN_VALUE : waiting.getFirst().info().times().toNanos();
  }
}
