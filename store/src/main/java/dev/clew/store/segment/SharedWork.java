package dev.clew.store.segment;

import dev.clew.model.LimitException;
import dev.clew.model.LimitException.Limit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The parts of one question, which several threads take one after the other. Threads that come
/// when all is done go away again, so that nobody waits for a helper that is busy elsewhere.
final class SharedWork {
  private final AtomicInteger next = new AtomicInteger();
  private final int count;
  private final long deadlineNanos;
  private int working;
  private boolean isOver;
  private @Nullable Throwable failure;

  /// @param deadlineNanos after which no part is begun
  SharedWork(int count, long deadlineNanos) {
    this.count = count;
    this.deadlineNanos = deadlineNanos;
  }

  /// Runs what one thread does, unless all is done.
  void help(Runnable work) {
    if (!enter()) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException | Error broken) {
      fail(broken);
    } finally {
      leave();
    }
  }

  /// Number of the next part for a thread; -1 when there is none.
  int take() {
    int index = System.nanoTime() - deadlineNanos < 0 ? next.getAndIncrement() : count;
    return index < count ? index : -1;
  }

  /// Lets no more parts begin and waits for those that have begun.
  ///
  /// @throws LimitException when the deadline passed, or the calling thread was interrupted
  void finish() {
    next.set(count);
    boolean isInterrupted = awaitAll();
    switch (failure) {
      case null -> {}
      case RuntimeException bug -> throw bug;
      case Error broken -> throw broken;
      default -> throw new IllegalStateException(failure);
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
      throw new LimitException(Limit.CANCELLED, "the query was cancelled");
    }
  }

  private synchronized boolean enter() {
    if (isOver) {
      return false;
    }
    working++;
    return true;
  }

  private synchronized void leave() {
    working--;
    notifyAll();
  }

  private synchronized void fail(Throwable broken) {
    failure = broken;
    next.set(count);
  }

  private synchronized boolean awaitAll() {
    isOver = true;
    boolean isInterrupted = false;
    while (working > 0) {
      try {
        wait();
      } catch (InterruptedException _) {
        isInterrupted = true;
      }
    }
    return isInterrupted;
  }
}
