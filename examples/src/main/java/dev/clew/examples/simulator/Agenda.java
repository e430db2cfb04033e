package dev.clew.examples.simulator;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;

/// What will happen, by time; what is set for the same nanosecond happens in the order it was set.
final class Agenda {
  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(
          Comparator.comparingLong(Entry::atNanos).thenComparingLong(Entry::sequence));
  private long nextSequence;

  /// @param action is told the time it was set for
  void set(long atNanos, LongConsumer action) {
    entries.add(new Entry(atNanos, nextSequence++, action));
  }

  /// Lets everything happen that is set for a time before `untilNanos`, what that sets included.
  void runUntil(long untilNanos) {
    for (Entry next = entries.peek();
        next != null && next.atNanos < untilNanos;
        next = entries.peek()) {
      entries.remove();
      next.action.accept(next.atNanos);
    }
  }

  private record Entry(long atNanos, long sequence, LongConsumer action) {}
}
