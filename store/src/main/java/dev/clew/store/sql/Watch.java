package dev.clew.store.sql;

import dev.clew.model.LimitException.Limit;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stops a query when it is cancelled, when its time is over, or when the process has grown by more
/// than it may.
///
/// DuckDB forgets an interruption that comes while nothing runs, so it is repeated until the query
/// has ended. DuckDB's own memory limit does not count what a single value takes; the size of the
/// process does.
final class Watch implements AutoCloseable {
  private static final long TICK_MILLIS = 10;

  private final long deadlineNanos;
  private final CancelToken cancel;
  private final ProcessMemory memory;
  private final ScheduledFuture<?> ticks;
  private @Nullable Limit reached;
  private @Nullable Statement running;

  Watch(
      ScheduledExecutorService scheduler,
      Duration timeout,
      CancelToken cancel,
      ProcessMemory memory) {
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
    this.cancel = cancel;
    this.memory = memory;
    this.ticks =
        scheduler.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    cancel.onCancel(this::tick);
  }

  /// The limit that was reached; null when none was.
  synchronized @Nullable Limit reached() {
    return reached;
  }

  /// Watches a statement, which is about to run.
  synchronized void watch(Statement statement) {
    running = statement;
  }

  private synchronized void tick() {
    if (reached == null) {
      reached = check();
    }
    if (reached != null && running != null) {
      try {
        running.cancel();
      } catch (SQLException _) {
        running = null;
      }
    }
  }

  private @Nullable Limit check() {
    if (cancel.isCancelled()) {
      return Limit.CANCELLED;
    }
    if (System.nanoTime() - deadlineNanos >= 0) {
      return Limit.DEADLINE;
    }
    return memory.isExceeded() ? Limit.MEMORY : null;
  }

  @Override
  public void close() {
    ticks.cancel(false);
    cancel.onCancel(() -> {});
    synchronized (this) {
      running = null;
    }
  }
}
