package dev.clew.ingest.log;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers groups of entries in order, on a thread of its own, so that a slow callback does not
/// keep the next group from the disk. What waits here is bounded by the [AppendQueue].
final class Answers implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private static final long TELLING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Group END = new Group(List.of(), 0, new long[0], null);

  private final AppendQueue queue;
  private final Counters counters;
  private final BlockingQueue<Group> groups = new LinkedBlockingQueue<>();
  private volatile @Nullable LongConsumer watcher;
  private long toldNanos;
  private boolean hasLogged;

  Answers(AppendQueue queue, Counters counters) {
    this.queue = queue;
    this.counters = counters;
  }

  /// The group is durable.
  ///
  /// @param writtenNanos its stamp
  /// @param firstOffsets of the group in each partition
  void durable(List<Append> group, long writtenNanos, long[] firstOffsets) {
    groups.add(new Group(group, writtenNanos, firstOffsets.clone(), null));
  }

  /// Nothing was written for a while, up to this instant.
  void passed(long instantNanos) {
    if (watcher != null) {
      groups.add(new Group(List.of(), instantNanos, new long[0], null));
    }
  }

  /// Tells somebody the instants, from now on.
  void watch(LongConsumer instants) {
    watcher = instants;
  }

  /// Nothing of the group was written.
  void failed(List<Append> group, LogException failure) {
    groups.add(new Group(group, 0, new long[0], failure));
  }

  /// No more groups follow.
  void end() {
    groups.add(END);
  }

  @Override
  public void run() {
    for (Group group = next(); group != END; group = next()) {
      if (group.failure == null) {
        complete(group);
        tell(group.writtenNanos);
      } else {
        fail(group.appends, group.failure);
      }
    }
  }

  private Group next() {
    while (true) {
      try {
        return groups.take();
      } catch (InterruptedException e) {
        log.atWarn().setCause(e).log("callback left the answering thread interrupted");
      }
    }
  }

  private void complete(Group group) {
    for (Append append : group.appends) {
      long offset = group.nextOffsets[append.partition()]++;
      publish(append, offset, group.writtenNanos);
      queue.durable(append, offset);
      append.answer().complete(offset);
    }
  }

  private void publish(Append append, long offset, long writtenNanos) {
    try {
      append.onDurable().durable(offset, writtenNanos);
    } catch (RuntimeException | Error e) {
      callbackFailed(offset, e);
    }
  }

  private void tell(long instantNanos) {
    LongConsumer told = watcher;
    if (told == null || instantNanos - toldNanos < TELLING_NANOS) {
      return;
    }
    toldNanos = instantNanos;
    try {
      told.accept(instantNanos);
    } catch (RuntimeException | Error e) {
      callbackFailed(-1, e);
    }
  }

  private void callbackFailed(long offset, Throwable failure) {
    counters.callbackFailures.incrementAndGet();
    if (!hasLogged) {
      hasLogged = true;
      log.atError().addKeyValue("offset", offset).setCause(failure).log("callback of log failed");
    }
  }

  private void fail(List<Append> appends, LogException failure) {
    counters.refused(failure.reason(), appends.size());
    for (Append append : appends) {
      queue.failed(append, failure);
      append.answer().completeExceptionally(failure);
    }
  }

  /// Entries of one block, or none and an instant.
  private static final class Group {
    private final List<Append> appends;
    private final long writtenNanos;
    private final long[] nextOffsets;
    private final @Nullable LogException failure;

    Group(
        List<Append> appends,
        long writtenNanos,
        long[] nextOffsets,
        @Nullable LogException failure) {
      this.appends = appends;
      this.writtenNanos = writtenNanos;
      this.nextOffsets = nextOffsets;
      this.failure = failure;
    }
  }
}
