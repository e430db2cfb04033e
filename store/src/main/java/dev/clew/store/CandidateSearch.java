package dev.clew.store;

import dev.clew.model.Condition;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView.Candidates;
import dev.clew.model.TraceView.Portion;
import dev.clew.store.parquet.ReadBuffers;
import dev.clew.store.segment.HitScan;
import dev.clew.store.segment.HitScan.Hit;
import dev.clew.store.segment.RowMatcher;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.TextTests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Finds candidate traces newest first: the live rows, then the row groups of the segments by their
/// latest start, a few at first and then many at a time, until there is enough for a portion. A hit
/// is yielded once no row group is left that may hold a later one.
final class CandidateSearch implements Candidates {
  private static final int FIRST_SLICE = 32;
  private static final int MAX_SLICE = 1 << 16;
  private static final int FIRST_ROUND = 4;
  private static final int MAX_ROUND = 1 << 10;
  private static final int GROWTH = 4;

  /// So many hits are held while later ones may come; times that senders chose may make this
  /// necessary.
  private static final int MAX_PENDING = 1 << 16;

  private static final Comparator<Hit> NEWEST_FIRST =
      Comparator.comparingLong(Hit::startNanos).reversed();

  private final StoreView view;
  private final Condition condition;
  private final TimeRange range;
  private final TextTests texts = new TextTests();
  private final List<Segment> waiting;
  private final PriorityQueue<Group> groups =
      new PriorityQueue<>(Comparator.comparingLong(Group::lastNanos).reversed());
  private final PriorityQueue<Hit> pending = new PriorityQueue<>(NEWEST_FIRST);
  private @Nullable List<Hit> liveHits;
  private int liveTaken;
  private int slice = FIRST_SLICE;
  private int round = FIRST_ROUND;

  /// A row group that may hold hits, none of which starts later.
  private record Group(Segment segment, HitScan scan, int number, long lastNanos) {}

  /// What reading a row group led to.
  ///
  /// @param isRead false when enough had been found in later ones, so that it was left for another
  ///   round
  private record Outcome(boolean isRead, List<Hit> hits, @Nullable Throwable failure) {
    static final Outcome LATER = new Outcome(false, List.of(), null);
  }

  CandidateSearch(StoreView view, Condition condition, TimeRange range) {
    this.view = view;
    this.condition = condition;
    this.range = range;
    this.waiting = new ArrayList<>(view.traceSegments());
    waiting.sort(Comparator.comparingLong(segment -> segment.info().times().toNanos()));
  }

  @Override
  public @Nullable Portion next() {
    List<Hit> live = liveHits == null ? findLive() : liveHits;
    liveHits = live;
    if (liveTaken < live.size()) {
      return liveSlice(live);
    }
    while (!isReady()) {
      if (groups.isEmpty() && waiting.isEmpty()) {
        return pending.isEmpty() ? null : sealedSlice();
      }
      readGroups(nextGroups());
    }
    return sealedSlice();
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
        .sorted(NEWEST_FIRST)
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
    return new Portion(ids, Math.max(bound, unreadBound()));
  }

  /// Whether the newest hit that is known is the newest of all.
  private boolean isReady() {
    Hit newest = pending.peek();
    return newest != null
        && (newest.startNanos() >= unreadBound() || pending.size() >= MAX_PENDING);
  }

  /// The next row groups, as many as one round takes; opens the segments that may hold them.
  private List<Group> nextGroups() {
    List<Group> next = new ArrayList<>();
    while (next.size() < round) {
      while (!waiting.isEmpty() && (groups.isEmpty() || waitingBound() > groupBound())) {
        open(waiting.removeLast());
      }
      Group group = groups.poll();
      if (group == null) {
        break;
      }
      next.add(group);
    }
    round = Math.min(MAX_ROUND, round * GROWTH);
    return next;
  }

  private void open(Segment segment) {
    view.guarded(
        segment,
        () -> {
          HitScan scan = segment.hits(condition, range, texts, view.queries());
          for (int group = 0; scan != null && group < scan.groups(); group++) {
            if (scan.mayHit(group)) {
              groups.add(new Group(segment, scan, group, scan.lastStartNanos(group)));
            }
          }
        });
  }

  private void readGroups(List<Group> next) {
    Outcome[] outcomes = new Outcome[next.size()];
    AtomicInteger found = new AtomicInteger();
    int enough = Math.min(slice, MAX_PENDING);
    view.queries()
        .run(
            outcomes.length,
            (index, buffers) ->
                outcomes[index] =
                    index > 0 && found.get() >= enough
                        ? Outcome.LATER
                        : read(next.get(index), buffers, found),
            view.deadlineNanos());
    for (int i = 0; i < outcomes.length; i++) {
      Outcome outcome = outcomes[i];
      if (!outcome.isRead()) {
        groups.add(next.get(i));
      } else if (view.guarded(next.get(i).segment(), () -> check(outcome.failure()))) {
        pending.addAll(outcome.hits());
      }
    }
  }

  private static Outcome read(Group group, ReadBuffers buffers, AtomicInteger found) {
    try {
      List<Hit> hits = group.scan().find(group.number(), buffers);
      found.addAndGet(hits.size());
      return new Outcome(true, hits, null);
    } catch (IOException | RuntimeException | InternalError failure) {
      return new Outcome(true, List.of(), failure);
    }
  }

  private static void check(@Nullable Throwable failure) throws IOException {
    switch (failure) {
      case null -> {}
      case IOException unreadable -> throw unreadable;
      case RuntimeException broken -> throw broken;
      case InternalError broken -> throw broken;
      default -> throw new IllegalStateException(failure);
    }
  }

  private Portion sealedSlice() {
    LinkedHashSet<TraceId> ids = new LinkedHashSet<>();
    long bound = unreadBound();
    boolean isFull = pending.size() >= MAX_PENDING;
    Hit hit = pending.peek();
    while (hit != null && ids.size() < slice && (isFull || hit.startNanos() >= bound)) {
      ids.add(hit.traceId());
      pending.remove();
      hit = pending.peek();
    }
    slice = Math.min(MAX_SLICE, slice * 4);
    return new Portion(List.copyOf(ids), hit == null ? bound : Math.max(bound, hit.startNanos()));
  }

  /// No row group that has not been read holds a hit that starts later.
  private long unreadBound() {
    return Math.max(groupBound(), waitingBound());
  }

  private long groupBound() {
    Group first = groups.peek();
    return first == null ? Long.MIN_VALUE : first.lastNanos();
  }

  private long waitingBound() {
    return waiting.isEmpty() ? Long.MIN_VALUE : waiting.getLast().info().times().toNanos();
  }
}
