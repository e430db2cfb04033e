package dev.clew.server.http.auth;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads on which checks that take time run. Few may wait: who sends wrong passwords keeps
/// these busy and nothing else.
final class Checkers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkers.class);
  private static final int THREADS = 2;
  private static final int WAITING = 256;
  private static final Verdict BUSY =
      Verdict.undecided("too many credentials wait to be checked, try again later");

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("clew-auth-", 0).daemon().factory());

  Checkers() {
    threads.allowCoreThreadTimeOut(true);
  }

  CompletableFuture<Verdict> run(Supplier<Verdict> check) {
    try {
      return CompletableFuture.supplyAsync(check, threads).exceptionally(Checkers::failed);
    } catch (RejectedExecutionException _) {
      return CompletableFuture.completedFuture(BUSY);
    }
  }

  private static Verdict failed(Throwable failure) {
    log.atError().setCause(failure).log("check of credentials failed");
    return Verdict.undecided("credentials cannot be checked, try again later");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
