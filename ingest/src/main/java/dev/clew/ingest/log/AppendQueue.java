package dev.clew.ingest.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Entries that wait for the disk, in order; bounds their bytes and knows which were seen lately.
///
/// An entry counts against the bound until it is answered. One that equals an unanswered one shares
/// its answer. Guarded by one lock under which nothing slow happens.
final class AppendQueue {
  private static final Logger log = LoggerFactory.getLogger(AppendQueue.class);
  private static final int TRIAL_BLOCKS = 64;
  private static final int PATIENT_BLOCKS = 8;

  /// A server that is not ready gets no requests that could show that the disk works again.
  private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LogOptions options;
  private final Counters counters;
  private final RecentEntries recent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Append> waiting = new ArrayDeque<>();
  private final Map<Fingerprint, Append> unanswered = new HashMap<>();
  private long waitingBytes;
  private long heldBytes;
  private long takenNanos = System.nanoTime();
  private int takenEntries;
  private int wanted;
  private int blocksSinceTrial;
  private int patience;
  private boolean full;
  private long fullNanos;
  private @Nullable LogException lastFailure;
  private long failedNanos;
  private boolean closed;

  AppendQueue(LogOptions options, Counters counters, RecentEntries recent) {
    this.options = options;
    this.counters = counters;
    this.recent = recent;
  }

  /// Queues an entry, or refuses it, or finds it already there; yields its answer.
  CompletableFuture<Long> offer(Append append) {
    lock.lock();
    try {
      CompletableFuture<Long> known = closed ? null : known(append.fingerprint());
      if (known != null) {
        counters.duplicates.incrementAndGet();
        return known;
      }
      LogException refusal = refusal(append);
      if (refusal != null) {
        counters.refused(refusal.reason(), 1);
        return CompletableFuture.failedFuture(refusal);
      }
      add(append);
      return append.answer();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable CompletableFuture<Long> known(Fingerprint fingerprint) {
    Append first = unanswered.get(fingerprint);
    if (first != null) {
      return first.answer().copy();
    }
    long offset = recent.find(fingerprint);
    return offset < 0 ? null : CompletableFuture.completedFuture(offset);
  }

  private @Nullable LogException refusal(Append append) {
    if (closed) {
      return LogException.refusal(LogException.Cause.CLOSED, "the log is closed");
    }
    if (full && System.nanoTime() - fullNanos < FULL_NANOS) {
      return LogException.refusal(LogException.Cause.FULL, "no room on disk");
    }
    if (heldBytes > 0 && heldBytes + append.heldBytes() > options.queueBytes()) {
      return LogException.refusal(
          LogException.Cause.OVERLOADED, heldBytes + " bytes wait for the disk");
    }
    return null;
  }

  private void add(Append append) {
    full = false;
    waiting.add(append);
    waitingBytes += append.entry().payloadLength();
    heldBytes += append.heldBytes();
    if (append.fingerprint().isPresent()) {
      unanswered.put(append.fingerprint(), append);
    }
    if (waiting.size() >= wanted || waitingBytes >= options.blockBytes()) {
      arrived.signal();
    }
  }

  /// Whether the queue is closed and empty.
  boolean isFinished() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the entries of the next block; none if there is no first one within the time, or none
  /// comes any more.
  List<Append> take(long waitNanos) {
    lock.lock();
    try {
      awaitEntries(1, waitNanos, System.nanoTime());
      if (waiting.isEmpty()) {
        return List.of();
      }
      gather();
      List<Append> group = drain();
      takenNanos = System.nanoTime();
      takenEntries = group.size();
      return group;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for company, since a block costs the same with one entry or many: at most until the
  /// gather time has passed since the last block began.
  ///
  /// A few callers that wait for their answers all come back at once, and then waiting on would be
  /// in vain: it is enough to wait until there are as many as last time. Where entries come by
  /// themselves, waiting pays. Which it is shows in whether any come late in the gather time: if
  /// so, all of it is waited for the next few blocks, and else only now and then, to try.
  private void gather() {
    long gatherNanos = options.gather().toNanos();
    if (patience == 0 && ++blocksSinceTrial < TRIAL_BLOCKS) {
      awaitEntries(takenEntries, gatherNanos);
      return;
    }
    blocksSinceTrial = 0;
    awaitEntries(Integer.MAX_VALUE, gatherNanos / 2);
    int early = waiting.size();
    awaitEntries(Integer.MAX_VALUE, gatherNanos);
    patience = waiting.size() > early ? PATIENT_BLOCKS : Math.max(0, patience - 1);
  }

  /// Waits until there are so many, or enough for a whole block, or so long since the last one.
  private void awaitEntries(int count, long nanos) {
    awaitEntries(count, nanos, takenNanos);
  }

  private void awaitEntries(int count, long nanos, long beganNanos) {
    wanted = count;
    long left = nanos;
    while (waiting.size() < count && waitingBytes < options.blockBytes() && !closed && left > 0) {
      try {
        left = nanos - (System.nanoTime() - beganNanos);
        left = arrived.awaitNanos(left);
      } catch (InterruptedException e) {
        log.atWarn().setCause(e).log("log writer was interrupted");
      }
    }
  }

  private List<Append> drain() {
    List<Append> group = new ArrayList<>();
    long bytes = 0;
    while (!waiting.isEmpty()) {
      int length = waiting.getFirst().entry().payloadLength();
      if (!group.isEmpty() && bytes + length > options.blockBytes()) {
        break;
      }
      bytes += length;
      group.add(waiting.removeFirst());
    }
    waitingBytes -= bytes;
    return group;
  }

  /// An entry is durable and about to be answered.
  void durable(Append append, long offset) {
    lock.lock();
    try {
      release(append);
      lastFailure = null;
      recent.add(append.fingerprint(), offset);
    } finally {
      lock.unlock();
    }
  }

  /// An entry was not written and is about to be told so.
  void failed(Append append, LogException failure) {
    lock.lock();
    try {
      release(append);
      lastFailure = failure;
      failedNanos = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  private void release(Append append) {
    heldBytes -= append.heldBytes();
    unanswered.remove(append.fingerprint());
  }

  /// Refuses entries for a moment, so that a flood does not try the disk all the time.
  void full() {
    lock.lock();
    try {
      full = true;
      fullNanos = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /// What the last entry failed with, unless that was long ago or something was written since.
  @Nullable LogException lastFailure() {
    lock.lock();
    try {
      return System.nanoTime() - failedNanos < REMEMBERED_NANOS ? lastFailure : null;
    } finally {
      lock.unlock();
    }
  }

  /// There may be room again.
  void maybeRoom() {
    lock.lock();
    try {
      full = false;
    } finally {
      lock.unlock();
    }
  }

  long heldBytes() {
    lock.lock();
    try {
      return heldBytes;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
