package dev.clew.query.run;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The first traces of an answer among those offered so far, and one more, which tells whether
/// there is another page.
final class Ranking {
  private final SearchOrder order;
  private final Comparator<SearchCursor> comparator;
  private final @Nullable SearchCursor after;
  private final int limit;
  private final PriorityQueue<Ranked> kept;

  private record Ranked(SearchCursor place, TraceMatch match) {}

  Ranking(SearchOrder order, @Nullable SearchCursor after, int limit) {
    this.order = order;
    this.comparator = order.comparator();
    this.after = after;
    this.limit = limit;
    this.kept = new PriorityQueue<>(Comparator.comparing(Ranked::place, comparator).reversed());
  }

  /// Takes a trace if it is one of the first; only then the match is built.
  void offer(SearchCursor place, Supplier<TraceMatch> match) {
    boolean isBefore = after != null && comparator.compare(place, after) <= 0;
    Ranked last = kept.peek();
    boolean isFull = kept.size() > limit;
    if (isBefore || (isFull && last != null && comparator.compare(place, last.place) >= 0)) {
      return;
    }
    kept.add(new Ranked(place, match.get()));
    if (isFull) {
      kept.poll();
    }
  }

  /// Whether no trace that starts at or before an instant can enter any more.
  boolean isSettled(long boundNanos) {
    Ranked last = kept.peek();
    return order.equals(SearchOrder.NEWEST_FIRST)
        && kept.size() > limit
        && last != null
        && last.place.key() > boundNanos;
  }

  /// The page, in order.
  List<TraceMatch> page() {
    return sorted().stream().limit(limit).map(Ranked::match).toList();
  }

  /// Where the page ends, if another one follows.
  @Nullable SearchCursor next() {
    return kept.size() > limit ? sorted().get(limit - 1).place : null;
  }

  private List<Ranked> sorted() {
    return kept.stream().sorted(Comparator.comparing(Ranked::place, comparator)).toList();
  }
}
