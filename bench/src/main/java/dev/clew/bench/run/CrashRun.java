package dev.clew.bench.run;

import dev.clew.bench.load.Ledger;
import dev.clew.bench.load.Load;
import dev.clew.bench.load.Outcome;
import dev.clew.bench.target.ClewServer;
import dev.clew.bench.target.StoredSpans;
import dev.clew.bench.target.Target.Holdings;
import dev.clew.bench.template.TemplateSet;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Kills the server again and again at random instants under load, and checks after each restart
/// that everything acknowledged is there, exactly once.
///
/// One round in eight kills it a second time while it starts. After every restart the counts must
/// fit; every few rounds, and at the end, all ids are compared.
public final class CrashRun {
  private static final int MIN_LOAD_MILLIS = 50;
  private static final int MAX_START_MILLIS = 1_500;
  private static final long FOUND_WITHIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final ClewServer.Plan server;
  private final TemplateSet set;
  private final Plan plan;
  private final RandomGenerator random;
  private final Consumer<String> progress;
  private Ledger ledger = new Ledger();
  private long nextBody;

  /// How often and under how much load.
  ///
  /// @param maxLoadMillis the kill comes at a random instant before
  /// @param fullCheckEvery rounds between two comparisons of all ids
  public record Plan(
      int rounds, double spansPerSecond, int connections, int maxLoadMillis, int fullCheckEvery) {}

  /// What came of it.
  ///
  /// @param failure empty if everything held
  public record Result(
      int rounds, long acknowledged, long unanswered, IdCheck check, String failure) {
    public boolean isPassed() {
      return failure.isEmpty();
    }
  }

  public CrashRun(
      ClewServer.Plan server,
      TemplateSet set,
      Plan plan,
      RandomGenerator random,
      Consumer<String> progress) {
    this.server = server;
    this.set = set;
    this.plan = plan;
    this.random = random;
    this.progress = progress;
  }

  /// Runs the rounds; stops at the first failure.
  public Result run() throws IOException, InterruptedException {
    IdCheck check = new IdCheck(0, 0, 0, 0);
    for (int round = 1; round <= plan.rounds(); round++) {
      boolean isLast = round == plan.rounds();
      crash(round);
      try (ClewServer restarted = ClewServer.start(server)) {
        Holdings holdings = awaitAcknowledged(restarted);
        String failure = countFailure(holdings);
        if (isLast || round % plan.fullCheckEvery() == 0 || !failure.isEmpty()) {
          check = IdCheck.of(set, ledger, new StoredSpans(restarted.sql()).spanIds());
          failure = check.isPassed() ? failure : check.toString();
        }
        progress.accept(
            "round %d: %,d acknowledged, %,d stored %s"
                .formatted(round, ledger.acknowledgedSpans(), holdings.spans(), failure));
        if (!failure.isEmpty()) {
          return result(round, check, failure);
        }
        restarted.kill();
      }
    }
    return result(plan.rounds(), check, "");
  }

  private Result result(int rounds, IdCheck check, String failure) {
    return new Result(rounds, ledger.acknowledgedSpans(), ledger.unknownSpans(), check, failure);
  }

  private void crash(int round) throws IOException, InterruptedException {
    try (ClewServer running = ClewServer.start(server);
        Load load = new Load(set, set::newSource, running.opener(), plan.connections(), nextBody)) {
      CompletableFuture<Outcome> sending =
          CompletableFuture.supplyAsync(() -> send(load), Thread.ofPlatform()::start);
      Thread.sleep(random.nextInt(MIN_LOAD_MILLIS, plan.maxLoadMillis()));
      running.kill();
      ledger = ledger.plus(sending.join().ledger());
      nextBody = load.nextBody();
    }
    if (round % 8 == 0) {
      try (ClewServer starting = ClewServer.launch(server)) {
        Thread.sleep(random.nextInt(MAX_START_MILLIS));
        starting.kill();
      }
    }
  }

  private Outcome send(Load load) {
    try {
      return load.untilFailure(plan.spansPerSecond(), Duration.ofMinutes(1));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  /// What is acknowledged may take a moment until it is found.
  private Holdings awaitAcknowledged(ClewServer restarted)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + FOUND_WITHIN_NANOS;
    StoredSpans stored = new StoredSpans(restarted.sql());
    Holdings holdings = stored.holdings();
    while (holdings.spans() < ledger.acknowledgedSpans() && System.nanoTime() < deadline) {
      Thread.sleep(200);
      holdings = stored.holdings();
    }
    return holdings;
  }

  private String countFailure(Holdings holdings) {
    if (holdings.spans() < ledger.acknowledgedSpans()) {
      return "LOST: only %,d of %,d".formatted(holdings.spans(), ledger.acknowledgedSpans());
    }
    if (holdings.spans() != holdings.distinct()) {
      return "DOUBLED: %,d of %,d differ".formatted(holdings.distinct(), holdings.spans());
    }
    if (holdings.spans() > ledger.offeredSpans()) {
      return "FOREIGN: %,d of %,d sent".formatted(holdings.spans(), ledger.offeredSpans());
    }
    return "";
  }
}
