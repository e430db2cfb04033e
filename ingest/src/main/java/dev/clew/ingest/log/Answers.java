package dev.clew.ingest.log;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers groups of entries in order, on a thread of its own, so that a slow callback does not
/// keep the next group from the disk. What waits here is bounded by the [AppendQueue].
final class Answers implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

  private final AppendQueue queue;
  private final Counters counters;
  private final BlockingQueue<Group> groups = new LinkedBlockingQueue<>();
  private boolean hasLogged;

  Answers(AppendQueue queue, Counters counters) {
    this.queue = queue;
    this.counters = counters;
  }

  /// The group is durable.
  ///
  /// @param firstOffsets of the group in each partition
  void durable(List<Append> group, long[] firstOffsets) {
    groups.add(new Group(group, firstOffsets.clone(), null));
  }

  /// Nothing of the group was written.
  void failed(List<Append> group, LogException failure) {
    groups.add(new Group(group, new long[0], failure));
  }

  /// No more groups follow.
  void end() {
    groups.add(new Group(List.of(), new long[0], null));
  }

  @Override
  public void run() {
    for (Group group = next(); !group.appends.isEmpty(); group = next()) {
      if (group.failure == null) {
        complete(group);
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
      publish(append, offset);
      queue.durable(append, offset);
      append.answer().complete(offset);
    }
  }

  private void publish(Append append, long offset) {
    try {
      append.onDurable().accept(offset);
    } catch (RuntimeException | Error e) {
      counters.callbackFailures.incrementAndGet();
      if (!hasLogged) {
        hasLogged = true;
        log.atError().addKeyValue("offset", offset).setCause(e).log("callback of log failed");
      }
    }
  }

  private void fail(List<Append> appends, LogException failure) {
    counters.refused(failure.reason(), appends.size());
    for (Append append : appends) {
      queue.failed(append, failure);
      append.answer().completeExceptionally(failure);
    }
  }

  /// Entries of one block.
  private static final class Group {
    private final List<Append> appends;
    private final long[] nextOffsets;
    private final @Nullable LogException failure;

    Group(List<Append> appends, long[] nextOffsets, @Nullable LogException failure) {
      this.appends = appends;
      this.nextOffsets = nextOffsets;
      this.failure = failure;
    }
  }
}
