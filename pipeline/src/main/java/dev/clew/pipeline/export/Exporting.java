package dev.clew.pipeline.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what a queue holds, several requests at once, each until it is taken or given up.
///
/// What is being sent when this closes stays in the queue and is sent again after the next start.
public final class Exporting implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Exporting.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final DurableQueue queue;
  private final Sender sender;
  private final RetryOptions retry;
  private final Gatherer gatherer;
  private final RandomGenerator random;
  private final Pauses pauses;
  private final ExportCounters counters = new ExportCounters();
  private final AtomicBoolean isFailing = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();

  private Exporting(
      String name,
      DurableQueue queue,
      Sender sender,
      Delivery delivery,
      RandomGenerator random,
      Pauses pauses) {
    this.name = name;
    this.queue = queue;
    this.sender = sender;
    this.retry = delivery.retry();
    this.random = random;
    this.pauses = pauses;
    this.gatherer = new Gatherer(queue, delivery.queue().batch(), pauses);
  }

  /// Begins to send.
  ///
  /// @param name of the exporter, for the log
  /// @param random several threads use it at once
  public static Exporting start(
      String name,
      DurableQueue queue,
      Sender sender,
      Delivery delivery,
      RandomGenerator random,
      Pauses pauses) {
    Exporting exporting = new Exporting(name, queue, sender, delivery, random, pauses);
    for (int i = 0; i < delivery.queue().consumers(); i++) {
      exporting.threads.add(
          Thread.ofVirtual().name("export-" + name + "-" + i).start(exporting::run));
    }
    return exporting;
  }

  public ExportCounters counters() {
    return counters;
  }

  /// Whether the last attempt failed and is tried again.
  public boolean isFailing() {
    return isFailing.get();
  }

  private void run() {
    try {
      Load load = gatherer.next();
      while (load != null) {
        deliver(load);
        load.entries().forEach(queue::done);
        load = gatherer.next();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      log.atError().addKeyValue("exporter", name).setCause(failure).log("exporting ended");
    }
  }

  private void deliver(Load load) throws InterruptedException {
    Backoff backoff = new Backoff(retry, random);
    byte[] request = load.request();
    long start = pauses.nanoTime();
    while (true) {
      Duration pause =
          switch (sender.send(request, load.signal())) {
            case Outcome.Taken _ -> taken(load, 0, "");
            case Outcome.PartlyTaken(long rejected, String message) ->
                taken(load, rejected, message);
            case Outcome.Refused(String reason) -> givenUp(load, reason);
            case Outcome.Later(String reason, Duration after) ->
                later(load, reason, backoff.next(after), pauses.nanoTime() - start);
          };
      if (pause == null) {
        return;
      }
      pauses.pause(pause);
    }
  }

  private @Nullable Duration taken(Load load, long rejected, String message) {
    counters.sent(load.rows() - rejected);
    counters.rejected(rejected);
    if (isFailing.compareAndSet(true, false)) {
      log.atInfo().addKeyValue("exporter", name).log("exporting succeeds again");
    }
    if (rejected > 0) {
      log.atWarn()
          .addKeyValue("exporter", name)
          .addKeyValue("rejected", rejected)
          .addKeyValue("message", message)
          .log("rows were rejected");
    }
    return null;
  }

  private @Nullable Duration later(Load load, String reason, Duration pause, long elapsedNanos) {
    boolean isOver =
        retry.maxElapsed().isPositive()
            && pause.plusNanos(elapsedNanos).compareTo(retry.maxElapsed()) > 0;
    if (!retry.isEnabled() || isOver) {
      return givenUp(load, reason);
    }
    counters.retried();
    if (isFailing.compareAndSet(false, true)) {
      log.atWarn()
          .addKeyValue("exporter", name)
          .addKeyValue("reason", reason)
          .log("exporting fails, is tried again");
    }
    return pause;
  }

  private @Nullable Duration givenUp(Load load, String reason) {
    counters.dropped(load.rows());
    log.atError()
        .addKeyValue("exporter", name)
        .addKeyValue("rows", load.rows())
        .addKeyValue("reason", reason)
        .log("rows were dropped");
    return null;
  }

  /// Ends sending; neither queue nor sender are closed.
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
