package dev.clew.pipeline.tailsampling.policy;

/// What a policy votes on: a trace, the instant, and the hashes of its id.
final class Ballot {
  final Facts facts;
  final long instantNanos;

  /// By number of the salt, unsigned.
  final long[] hashes;

  /// Whether the vote is only asked for: nothing is spent, and what this decision spent counts as
  /// not spent.
  final boolean isTrial;

  Ballot(Facts facts, long instantNanos, long[] hashes, boolean isTrial) {
    this.facts = facts;
    this.instantNanos = instantNanos;
    this.hashes = hashes;
    this.isTrial = isTrial;
  }
}
