package dev.clew.pipeline.run;

import dev.clew.model.Batch;
import dev.clew.pipeline.Arrival;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Gives a [Shard] the records of its partition and the passing of time, in order, on a thread of
/// its own.
///
/// Two locks: `turn` is held while a record goes through, so that [#cut] falls between two records;
/// `lock` guards what waits, and nothing slow happens under it. Whoever takes both takes `turn`
/// first.
public final class ShardRunner implements AutoCloseable {
  private final Shard shard;
  private final LongConsumer done;
  private final long maxWaitingBytes;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private final Thread thread;
  private long waitingBytes;
  private long reachedNanos;
  private boolean isClosing;

  /// A record that waits, or nothing but time.
  private record Waiting(String receiver, @Nullable Batch batch, Arrival arrival) {
    long bytes() {
      return batch == null ? 0 : batch.bytes();
    }
  }

  /// @param done told of each record that has gone through, by its offset
  /// @param maxWaitingBytes from which on [#isBehind]
  public ShardRunner(String name, Shard shard, LongConsumer done, long maxWaitingBytes) {
    this.shard = shard;
    this.done = done;
    this.maxWaitingBytes = maxWaitingBytes;
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /// Takes over a saved state; before the first record.
  public void restore(byte[] state) {
    shard.restore(state);
  }

  /// Lets a record of the log go through on the calling thread; before [#start] only.
  ///
  /// @param receiver through which it came
  public void replay(String receiver, Batch batch, Arrival arrival) {
    process(receiver, batch, arrival);
  }

  /// Starts the thread.
  public void start() {
    thread.start();
  }

  /// Takes a record that has become durable; never waits.
  ///
  /// @param receiver through which it came
  public void offer(String receiver, Batch batch, Arrival arrival) {
    put(new Waiting(receiver, batch, arrival));
  }

  /// Takes notice that no earlier record comes any more.
  public void reached(long instantNanos) {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        reachedNanos = instantNanos;
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void put(Waiting next) {
    lock.lock();
    try {
      waiting.add(next);
      waitingBytes += next.bytes();
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Whether so much waits that nothing more should be accepted.
  public boolean isBehind() {
    return waitingBytes() > maxWaitingBytes;
  }

  /// Memory of the batches that wait.
  public long waitingBytes() {
    lock.lock();
    try {
      return waitingBytes;
    } finally {
      lock.unlock();
    }
  }

  /// Runs something between two records and hands on the state of that moment with the lowest
  /// offset still needed.
  public <T> T cut(Runnable between, StateReceiver<T> receiver) {
    turn.lock();
    try {
      between.run();
      return receiver.take(shard.save(), shard.oldestNeeded());
    } finally {
      turn.unlock();
    }
  }

  /// Takes notice that the state of the last [#cut] is durable.
  public void checkpointed() {
    turn.lock();
    try {
      shard.checkpointed();
    } finally {
      turn.unlock();
    }
  }

  /// Makes something of a state.
  @FunctionalInterface
  public interface StateReceiver<T> {
    /// @param neededOffset lowest offset whose record is needed again; `Long.MAX_VALUE` if none
    T take(byte[] state, long neededOffset);
  }

  /// Lets what waits go through, then ends the thread.
  @Override
  public void close() {
    lock.lock();
    try {
      isClosing = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (Waiting next = next(); next != null; next = next()) {
      Batch batch = next.batch;
      if (batch == null) {
        pass(next.arrival.instantNanos());
      } else {
        process(next.receiver, batch, next.arrival);
      }
    }
  }

  private @Nullable Waiting next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && reachedNanos == 0 && !isClosing) {
        arrived.awaitUninterruptibly();
      }
      if (!waiting.isEmpty()) {
        Waiting next = waiting.removeFirst();
        waitingBytes -= next.bytes();
        return next;
      }
      if (reachedNanos == 0) {
        return null;
      }
      Waiting time = new Waiting("", null, Arrival.of(0, reachedNanos));
      reachedNanos = 0;
      return time;
    } finally {
      lock.unlock();
    }
  }

  private void process(String receiver, Batch batch, Arrival arrival) {
    turn.lock();
    try {
      shard.accept(receiver, batch, arrival);
      if (!arrival.isRecall()) {
        done.accept(arrival.offset());
      }
    } finally {
      turn.unlock();
    }
  }

  private void pass(long instantNanos) {
    turn.lock();
    try {
      shard.advance(instantNanos);
    } finally {
      turn.unlock();
    }
  }
}
