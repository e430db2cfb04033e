package dev.clew.examples.simulator;

import dev.clew.examples.otlp.Happening;
import dev.clew.examples.otlp.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/// Keeps what was told of the future until it is the past, then gives it out in order of time.
final class Outbox {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(
          Comparator.comparingLong((Entry entry) -> entry.happening.atNanos())
              .thenComparingLong(Entry::sequence));
  private long nextSequence;

  void add(Happening happening) {
    entries.add(new Entry(nextSequence++, happening));
  }

  /// Takes out all that is known by then.
  List<Happening> take(long untilNanos) {
    List<Happening> known = new ArrayList<>();
    for (Entry next = entries.peek();
        next != null && next.happening.atNanos() <= untilNanos;
        next = entries.peek()) {
      known.add(next.happening);
      entries.remove();
    }
    return known;
  }

  /// The spans that have begun by then and have not been taken.
  Stream<Span> openAt(long atNanos) {
    return entries.stream()
        .map(Entry::happening)
        .filter(Span.class::isInstance)
        .map(Span.class::cast)
        .filter(span -> span.startNanos() <= atNanos);
  }

  private record Entry(long sequence, Happening happening) {}
}
