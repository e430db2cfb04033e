package dev.clew.bench.run;

import dev.clew.bench.load.LatencyHistogram;
import dev.clew.bench.load.Ledger;
import dev.clew.bench.load.Outcome;
import dev.clew.bench.measure.Evidence;
import dev.clew.bench.measure.Machine;
import dev.clew.bench.measure.Memory;
import dev.clew.bench.measure.MemorySampler;
import dev.clew.bench.measure.ProcessUsage;
import dev.clew.bench.target.Target;
import java.time.Duration;

/// Measures a program from the first request of a phase until it is idle with everything stored.
final class Meter implements AutoCloseable {
  private static final double MAX_GENERATOR_SHARE = 0.10;

  private final Target target;
  private final Machine before = Machine.now();
  private final MemorySampler memory;
  private final double serverBefore;
  private final double generatorBefore;
  private double generatorSeconds;
  private double serverSeconds;
  private boolean isSettled;

  private Meter(Target target) {
    this.target = target;
    memory = MemorySampler.start(target.usage());
    serverBefore = target.usage().cpuSeconds();
    generatorBefore = ProcessUsage.ownCpuSeconds();
  }

  static Meter start(Target target) {
    return new Meter(target);
  }

  /// Nothing more is sent: stops the generator's count and waits for the server to finish its work.
  void sent(Duration idleLimit) throws InterruptedException {
    generatorSeconds = ProcessUsage.ownCpuSeconds() - generatorBefore;
    isSettled = target.awaitIdle(idleLimit);
    serverSeconds = target.usage().cpuSeconds() - serverBefore;
  }

  /// Writes down the phase.
  void tell(Evidence evidence, Outcome outcome) {
    Ledger ledger = outcome.ledger();
    long spans = ledger.acknowledgedSpans();
    double generatorShare = generatorSeconds / serverSeconds;
    Memory peak = memory.peak();
    Machine after = Machine.now();
    evidence
        .put("spans", spans)
        .put("offeredSpans", ledger.offeredSpans())
        .put("refusedSpans", ledger.refusedSpans())
        .put("unknownSpans", ledger.unknownSpans())
        .put("timedOutSpans", ledger.timedOutSpans())
        .put("shedSpans", ledger.shedSpans())
        .put("refusals", ledger.refusalsByCode())
        .put("requests", ledger.requests())
        .put("bytesSent", ledger.bytes())
        .put("seconds", outcome.elapsedNanos() / 1e9)
        .put("spansPerSecond", outcome.spansPerSecond())
        .put("megabytesPerSecond", ledger.bytes() * 1e3 / outcome.elapsedNanos())
        .put("serverCpuSeconds", serverSeconds)
        .put("spansPerCpuSecond", spans / serverSeconds)
        .put("cpuSecondsPerMillion", serverSeconds / spans * 1e6)
        .put("generatorCpuSeconds", generatorSeconds)
        .put("generatorCpuPerMillion", generatorSeconds / spans * 1e6)
        .put("generatorShare", generatorShare)
        .put("isGeneratorCheap", generatorShare <= MAX_GENERATOR_SHARE)
        .put("isSettled", isSettled)
        .put("rssPeakBytes", peak.resident())
        .put("rssAnonymousPeakBytes", peak.anonymous())
        .put("rssFilePeakBytes", peak.file())
        .put("loadAverageBefore", before.loadAverage())
        .put("loadAverageAfter", after.loadAverage())
        .put("stealSeconds", (after.stealTicks() - before.stealTicks()) / 100.0);
    tellLatency(evidence, outcome.latency());
  }

  private static void tellLatency(Evidence evidence, LatencyHistogram latency) {
    evidence
        .put("ackP50Millis", latency.quantileNanos(0.5) / 1e6)
        .put("ackP99Millis", latency.quantileNanos(0.99) / 1e6)
        .put("ackP999Millis", latency.quantileNanos(0.999) / 1e6)
        .put("ackMaxMillis", latency.maxNanos() / 1e6);
  }

  @Override
  public void close() {
    memory.close();
  }
}
