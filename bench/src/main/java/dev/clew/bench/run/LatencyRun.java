package dev.clew.bench.run;

import dev.clew.bench.load.Load;
import dev.clew.bench.load.Outcome;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.target.Target;
import java.time.Duration;

/// Sends in an open loop at a share of the peak rate: below 1 for latencies, above for overload.
///
/// The peak is what a closed loop on as many connections reaches. Latencies count from the instant
/// a request was due. Under overload the generator backs off as the server asks, and goodput is
/// what was acknowledged.
public final class LatencyRun {
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(3);

  private final Traffic traffic;
  private final Plan plan;

  /// How hard and how long.
  ///
  /// @param peak spans per second; 0 to measure it first
  /// @param share of the peak to send at
  /// @param warmUp at the peak rate, also when the peak is known
  public record Plan(double peak, double share, Duration warmUp, Duration length) {}

  public LatencyRun(Traffic traffic, Plan plan) {
    this.traffic = traffic;
    this.plan = plan;
  }

  /// Adds what was measured to the evidence.
  public void run(Target target, Evidence evidence) throws InterruptedException {
    double peak;
    long nextBody;
    try (Load load = traffic.open(target.opener(), 0)) {
      load.closedLoop(Long.MAX_VALUE / 4, plan.warmUp());
      double measured = load.closedLoop(Long.MAX_VALUE / 4, plan.warmUp()).spansPerSecond();
      peak = plan.peak() > 0 ? plan.peak() : measured;
      nextBody = load.nextBody();
    }
    target.awaitIdle(IDLE_LIMIT);
    double rate = peak * plan.share();
    try (Load load = traffic.open(target.opener(), nextBody);
        Meter meter = Meter.start(target)) {
      Outcome outcome = load.openLoop(rate, plan.length());
      meter.sent(IDLE_LIMIT);
      meter.tell(evidence, outcome);
      evidence
          .put("connections", traffic.openConnections())
          .put("flags", target.usage().jvmFlags())
          .put("peakSpansPerSecond", peak)
          .put("share", plan.share())
          .put("scheduledSpansPerSecond", rate)
          .put("goodputShareOfPeak", outcome.spansPerSecond() / peak);
    }
  }
}
