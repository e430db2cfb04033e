package dev.clew.bench.run;

import dev.clew.bench.load.Ledger;
import dev.clew.bench.load.Load;
import dev.clew.bench.load.Outcome;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.target.Target;
import java.io.IOException;
import java.time.Duration;

/// Sends in a closed loop, as fast as the program answers, and counts what that costs it.
///
/// Warm-up spans come first and are not counted; once they are stored for good the count begins,
/// and it ends when all counted spans are stored for good and the program is idle, so that no work
/// is left off the books. Then everything acknowledged must be found by query, exactly once.
public final class IngestRun {
  private final Traffic traffic;
  private final Plan plan;

  /// How much to send.
  ///
  /// @param warmUpSpans ends the warm-up, unless its limit does
  /// @param idleLimit how long the program may take to store what it has
  public record Plan(
      long warmUpSpans, Duration warmUpLimit, long spans, Duration limit, Duration idleLimit) {}

  public IngestRun(Traffic traffic, Plan plan) {
    this.traffic = traffic;
    this.plan = plan;
  }

  /// Adds what was measured to the evidence; returns the ledger of all spans sent.
  public Ledger run(Target target, Evidence evidence) throws IOException, InterruptedException {
    try (Load load = traffic.closed(target.opener(), 0)) {
      Ledger warmUp = load.closedLoop(plan.warmUpSpans(), plan.warmUpLimit()).ledger();
      target.awaitIdle(plan.idleLimit());
      Outcome outcome;
      try (Meter meter = Meter.start(target)) {
        outcome = load.closedLoop(plan.spans(), plan.limit());
        meter.sent(plan.idleLimit());
        meter.tell(evidence, outcome);
      }
      Ledger all = warmUp.plus(outcome.ledger());
      evidence
          .put("connections", traffic.connections())
          .put("warmUpSpans", warmUp.acknowledgedSpans())
          .put("flags", target.usage().jvmFlags());
      tellStorage(target, all, evidence);
      tellHoldings(target, all, traffic.isUnique(load.nextBody()), evidence);
      return all;
    }
  }

  private static void tellStorage(Target target, Ledger all, Evidence evidence) throws IOException {
    Target.Disk disk = target.disk();
    evidence
        .put("diskBytes", disk.data())
        .put("logBytes", disk.log())
        .put("diskBytesPerSpan", (double) disk.data() / all.acknowledgedSpans());
  }

  /// Spans of unanswered requests may be there or not.
  private static void tellHoldings(Target target, Ledger all, boolean isUnique, Evidence evidence)
      throws IOException, InterruptedException {
    Target.Holdings holdings = target.holdings();
    long least = all.acknowledgedSpans();
    long most = least + all.unknownSpans();
    boolean isExact = !isUnique || holdings.distinct() == holdings.spans();
    boolean isWhole = holdings.spans() >= least && holdings.spans() <= most && isExact;
    evidence
        .put("storedSpans", holdings.spans())
        .put("storedDistinct", holdings.distinct())
        .put("lossCheck", holdings.spans() < 0 ? "not possible" : isWhole ? "passed" : "FAILED");
  }
}
