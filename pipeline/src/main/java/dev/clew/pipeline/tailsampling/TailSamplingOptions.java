package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.tailsampling.policy.PolicySpec;
import java.time.Duration;
import java.util.List;

/// Options of processor `tail_sampling`.
///
/// @param decisionWait from the first span of a trace to its decision
/// @param waitAfterRoot from its root span to its decision, if that is sooner; zero for never
/// @param numTraces of which bodies are in memory
/// @param isBlocking whether more than `numTraces` is a reason to refuse new spans
/// @param maxTraceBytes over which a trace is dropped; 0 for never
/// @param isFirstMatch whether the first policy that says yes ends the vote
/// @param isSpanIngest whether a trace is decided with the first spans that suffice for it
/// @param dropsPendingAtShutdown whether a graceful stop drops what waits, instead of going on with
///   it after the start
public record TailSamplingOptions(
    Duration decisionWait,
    Duration waitAfterRoot,
    long numTraces,
    boolean isBlocking,
    long maxTraceBytes,
    boolean isFirstMatch,
    boolean isSpanIngest,
    boolean dropsPendingAtShutdown,
    List<PolicySpec.Named> policies) {
  public TailSamplingOptions {
    policies = List.copyOf(policies);
  }

  /// Options that say nothing but the wait and the policies.
  public static TailSamplingOptions of(Duration decisionWait, List<PolicySpec.Named> policies) {
    return new TailSamplingOptions(
        decisionWait, Duration.ZERO, 50_000, false, 0, false, false, false, policies);
  }
}
