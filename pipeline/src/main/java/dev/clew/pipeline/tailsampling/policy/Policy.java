package dev.clew.pipeline.tailsampling.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled policy.
abstract class Policy {

  abstract Vote vote(Ballot ballot);

  /// Whether more spans can only turn its vote from no to [Vote#SAMPLED].
  boolean isMonotone() {
    return false;
  }

  /// Whether its vote depends on a hash of the id.
  boolean isRandom() {
    return false;
  }

  /// Whether its vote depends on nothing but the id.
  boolean isConstant() {
    return false;
  }

  /// Whether its vote depends on earlier decisions.
  boolean isStateful() {
    return false;
  }

  /// Whether its vote may beat [Vote#SAMPLED] of another policy, or change back.
  boolean isOverride() {
    return false;
  }

  /// Name of the policy inside that made this one vote as it did last; null if there is none.
  @Nullable String innerName() {
    return null;
  }

  static Vote yes(boolean isSampled) {
    return isSampled ? Vote.SAMPLED : Vote.NOT_SAMPLED;
  }

  static final class Always extends Policy {
    @Override
    Vote vote(Ballot ballot) {
      return Vote.SAMPLED;
    }

    @Override
    boolean isMonotone() {
      return true;
    }

    @Override
    boolean isConstant() {
      return true;
    }
  }

  static final class OfLatency extends Policy {
    private final PolicySpec.Latency spec;
    private final boolean isInclusive;

    OfLatency(PolicySpec.Latency spec, VotingRules rules) {
      this.spec = spec;
      isInclusive = rules.isLatencyInclusive();
    }

    @Override
    Vote vote(Ballot ballot) {
      long millis = ballot.facts.durationMillis();
      long low = spec.thresholdMillis();
      boolean isOpen = spec.upperMillis() == 0;
      boolean isAbove = (isOpen && isInclusive) ? millis >= low : millis > low;
      return yes(isAbove && (isOpen || millis <= spec.upperMillis()));
    }

    @Override
    boolean isMonotone() {
      return spec.upperMillis() == 0;
    }
  }

  static final class OfSpanCount extends Policy {
    private final PolicySpec.SpanCount spec;

    OfSpanCount(PolicySpec.SpanCount spec) {
      this.spec = spec;
    }

    @Override
    Vote vote(Ballot ballot) {
      int count = ballot.facts.spanCount();
      return yes(spec.min() <= count && (spec.max() == 0 || count <= spec.max()));
    }

    @Override
    boolean isMonotone() {
      return spec.max() == 0;
    }
  }

  /// Whether any span met a test.
  static final class OfBit extends Policy {
    private final int test;
    private final int errorTest;
    private final boolean isInverted;

    /// @param errorTest that tells that the test could not be evaluated; -1 for none
    OfBit(int test, int errorTest, boolean isInverted) {
      this.test = test;
      this.errorTest = errorTest;
      this.isInverted = isInverted;
    }

    @Override
    Vote vote(Ballot ballot) {
      boolean isMet = ballot.facts.hasBit(test);
      if (isInverted) {
        return isMet ? Vote.INVERT_NOT_SAMPLED : Vote.INVERT_SAMPLED;
      }
      if (!isMet && errorTest >= 0 && ballot.facts.hasBit(errorTest)) {
        return Vote.ERROR;
      }
      return yes(isMet);
    }

    @Override
    boolean isMonotone() {
      return !isInverted;
    }

    @Override
    boolean isOverride() {
      return isInverted;
    }
  }

  static final class OfHash extends Policy {
    private final int salt;
    private final long threshold;
    private final boolean isCertain;

    OfHash(int salt, PolicySpec.Probabilistic spec) {
      this.salt = salt;
      threshold = HashThreshold.threshold(spec.percentage());
      isCertain = threshold == -1;
    }

    @Override
    Vote vote(Ballot ballot) {
      return yes(isCertain || Long.compareUnsigned(ballot.hashes[salt], threshold) <= 0);
    }

    @Override
    boolean isMonotone() {
      return true;
    }

    @Override
    boolean isRandom() {
      return !isCertain;
    }

    @Override
    boolean isConstant() {
      return true;
    }
  }

  /// Sampled if all are; stops at the first that is not.
  static class All extends Policy {
    private final List<Policy> policies;

    All(List<Policy> policies) {
      this.policies = List.copyOf(policies);
    }

    @Override
    Vote vote(Ballot ballot) {
      for (Policy policy : policies) {
        Vote vote = policy.vote(ballot);
        if (!vote.isYes()) {
          return vote == Vote.ERROR ? Vote.ERROR : Vote.NOT_SAMPLED;
        }
      }
      return Vote.SAMPLED;
    }

    @Override
    boolean isMonotone() {
      return policies.stream().allMatch(Policy::isMonotone);
    }

    @Override
    boolean isRandom() {
      return policies.stream().anyMatch(Policy::isRandom);
    }

    @Override
    boolean isConstant() {
      return policies.stream().allMatch(Policy::isConstant);
    }

    @Override
    boolean isStateful() {
      return policies.stream().anyMatch(Policy::isStateful);
    }
  }

  /// Drops if all are sampled.
  static final class Dropping extends All {
    Dropping(List<Policy> policies) {
      super(policies);
    }

    @Override
    Vote vote(Ballot ballot) {
      Vote vote = super.vote(ballot);
      return vote == Vote.SAMPLED ? Vote.DROPPED : vote;
    }

    @Override
    boolean isOverride() {
      return true;
    }
  }

  /// The opposite of a policy. An inverted vote counts as the plain one.
  static final class Opposite extends Policy {
    private final Policy policy;

    Opposite(Policy policy) {
      this.policy = policy;
    }

    @Override
    Vote vote(Ballot ballot) {
      Vote vote = policy.vote(ballot);
      return vote == Vote.ERROR ? vote : yes(!vote.isYes());
    }

    @Override
    boolean isRandom() {
      return policy.isRandom();
    }

    @Override
    boolean isConstant() {
      return policy.isConstant();
    }

    @Override
    boolean isStateful() {
      return policy.isStateful();
    }

    @Override
    boolean isOverride() {
      return true;
    }
  }
}
