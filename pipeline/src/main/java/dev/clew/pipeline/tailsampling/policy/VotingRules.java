package dev.clew.pipeline.tailsampling.policy;

/// Where versions of the Collector differ, or its options change how policies vote.
///
/// @param isLatencyInclusive whether a latency without upper bound counts from its threshold on
///   (`compat.latency_bound: inclusive`), rather than only above it
/// @param isFallingThrough whether a composite policy asks the next policy where the quota of one
///   is used up (`compat.composite_overflow: fallthrough`), rather than drop the trace
/// @param isFirstMatch whether policies behind the first that says [Vote#SAMPLED] are not asked
///   (`sample_on_first_match`)
public record VotingRules(
    boolean isLatencyInclusive, boolean isFallingThrough, boolean isFirstMatch) {
  /// What holds unless the configuration says otherwise.
  public static final VotingRules STANDARD = new VotingRules(true, false, false);
}
