package dev.clew.pipeline.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Takes entries from a queue and gathers small ones into larger requests, if that is wanted.
final class Gatherer {
  private static final long MAX_BYTES = 64L << 20;

  private final DurableQueue queue;
  private final QueueOptions.@Nullable Batching batching;
  private final Pauses pauses;

  Gatherer(DurableQueue queue, QueueOptions.@Nullable Batching batching, Pauses pauses) {
    this.queue = queue;
    this.batching = batching;
    this.pauses = pauses;
  }

  /// What to send next, once there is something; null when the queue is closed.
  @Nullable Load next() throws InterruptedException {
    QueueEntry first = queue.take();
    if (first == null) {
      return null;
    }
    return batching == null ? new Load(List.of(first)) : gathered(first, batching);
  }

  private Load gathered(QueueEntry first, QueueOptions.Batching options)
      throws InterruptedException {
    List<QueueEntry> entries = new ArrayList<>(List.of(first));
    Load load = new Load(entries);
    long end = pauses.nanoTime() + options.flushTimeout().toNanos();
    while (size(load, options.sizer()) < options.min()) {
      QueueEntry more = more(load, options);
      if (more != null) {
        entries.add(more);
        load = new Load(entries);
        continue;
      }
      long left = Duration.ofNanos(end - pauses.nanoTime()).toMillis();
      if (left <= 0 || !queue.awaitMore(left)) {
        return load;
      }
    }
    return load;
  }

  private @Nullable QueueEntry more(Load load, QueueOptions.Batching options) {
    long max = options.max() == 0 ? Long.MAX_VALUE : options.max();
    long room = max - size(load, options.sizer());
    boolean isItems = options.sizer() == Sizer.ITEMS;
    long bytes = MAX_BYTES - load.bytes();
    return queue.pollMore(
        load.signal(), isItems ? room : Long.MAX_VALUE, isItems ? bytes : Math.min(room, bytes));
  }

  private static long size(Load load, Sizer sizer) {
    return sizer == Sizer.ITEMS ? load.rows() : load.bytes();
  }
}
