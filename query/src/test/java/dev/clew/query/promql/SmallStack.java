package dev.clew.query.promql;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs work on a thread with half the usual stack, and gives up on work that hangs.
public final class SmallStack {
  private static final long STACK_BYTES = 512 * 1024;
  private static final long LIMIT_SECONDS = 30;

  private SmallStack() {}

  public static void run(Runnable work) {
    FutureTask<Object> task = new FutureTask<>(Executors.callable(work));
    Thread thread = new Thread(null, task, "small stack", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(String.valueOf(e.getCause()), e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("not done in time", e);
    }
  }
}
