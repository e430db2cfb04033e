package dev.clew.server.http.receive;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A few threads with a bounded queue; refuses what does not fit.
final class Workers implements Executor, AutoCloseable {
  private final ThreadPoolExecutor threads;

  Workers(int count, int waiting) {
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("clew-decode-", 0).daemon().factory());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(work);
  }

  @Override
  public void close() {
    threads.close();
  }
}
