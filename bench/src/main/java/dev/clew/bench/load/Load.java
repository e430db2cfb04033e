package dev.clew.bench.load;

import dev.clew.bench.template.PayloadSource;
import dev.clew.bench.template.TemplateSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Load on one server. Phases follow each other on the same connections and go on in the numbering
/// of the bodies, so that no id is sent twice.
public final class Load implements AutoCloseable {
  private final TemplateSet set;
  private final List<Worker> workers = new ArrayList<>();
  private final AtomicLong next;

  /// Load that starts with this body.
  ///
  /// @param connections how many, with a thread each
  /// @param firstBody a multiple of the templates lets a second load follow a first
  public Load(
      TemplateSet set,
      Supplier<PayloadSource> sources,
      Connection.Opener opener,
      int connections,
      long firstBody) {
    this.set = set;
    next = new AtomicLong(firstBody);
    for (int i = 0; i < connections; i++) {
      workers.add(new Worker(set, sources.get(), opener));
    }
  }

  /// Load that starts with the first body, patched as it is sent.
  public Load(TemplateSet set, Connection.Opener opener, int connections) {
    this(set, set::newSource, opener, connections, 0);
  }

  /// Number of the body that the next phase starts with.
  public long nextBody() {
    return next.get();
  }

  /// Sends at least so many spans as fast as answers come, but no longer than the limit.
  public Outcome closedLoop(long spans, Duration limit) throws InterruptedException {
    long first = next.get();
    long end = set.bodiesFor(set.spansBefore(first) + spans);
    long deadline = System.nanoTime() + limit.toNanos();
    return run(worker -> worker.closedLoop(next, end, deadline));
  }

  /// Sends on a schedule of so many spans a second. Bodies that are over ten seconds late are given
  /// up.
  public Outcome openLoop(double spansPerSecond, Duration length) throws InterruptedException {
    long first = next.get();
    Pace pace = new Pace(set, first, System.nanoTime(), spansPerSecond, length.toNanos());
    return run(worker -> worker.openLoop(next, pace));
  }

  /// Sends in a closed loop until a connection fails, as it does when the server is killed.
  public Outcome untilFailure(double spansPerSecond, Duration limit) throws InterruptedException {
    Pace pace = new Pace(set, next.get(), System.nanoTime(), spansPerSecond, limit.toNanos());
    return run(worker -> worker.untilFailure(next, pace));
  }

  @FunctionalInterface
  private interface Phase {
    void run(Worker worker) throws InterruptedException;
  }

  private Outcome run(Phase phase) throws InterruptedException {
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (Worker worker : workers) {
      worker.startPhase();
      threads.add(Thread.ofPlatform().name("load").start(() -> runQuietly(phase, worker)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long elapsed = System.nanoTime() - start;
    Ledger ledger = new Ledger();
    LatencyHistogram latency = new LatencyHistogram();
    for (Worker worker : workers) {
      ledger.add(worker.ledger());
      latency.add(worker.latency());
    }
    return new Outcome(ledger, latency, elapsed);
  }

  private static void runQuietly(Phase phase, Worker worker) {
    try {
      phase.run(worker);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    workers.forEach(Worker::close);
  }
}
