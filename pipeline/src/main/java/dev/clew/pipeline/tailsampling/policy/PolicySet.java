package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.SpanBatch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The policies of a sampler: tests spans as they arrive, and decides on traces by their summary.
///
/// All policies vote. The first that applies counts: a vote to drop, an inverted vote against, a
/// vote for, an inverted vote for where no plain vote is against. All else is dropped.
///
/// One instance for each partition; not for several threads.
public final class PolicySet {
  private static final int KINDS = Vote.values().length;

  private final List<String> names;
  private final Policy[] policies;
  private final int[] order;
  private final int[] sure;
  private final Compilation parts;
  private final Limiter[] limiters;
  private final SpanTest[] tests;
  private final int[] active;
  private final Weights weights;
  private final boolean hasOverride;
  private final boolean isConstant;
  private final boolean isFirstMatch;
  private int activeCount;

  /// @throws IllegalArgumentException if a policy cannot be made, with the sentence to print
  public PolicySet(List<PolicySpec.Named> specs, VotingRules rules) {
    isFirstMatch = rules.isFirstMatch();
    names = specs.stream().map(PolicySpec.Named::name).toList();
    parts = new Compilation(rules);
    policies = specs.stream().map(parts::policy).toArray(Policy[]::new);
    order = votingOrder(policies);
    tests = parts.tests();
    active = new int[tests.length];
    limiters = parts.limiters();
    hasOverride = Arrays.stream(policies).anyMatch(Policy::isOverride);
    isConstant = Arrays.stream(policies).allMatch(Policy::isConstant);
    boolean isRandom = Arrays.stream(policies).anyMatch(Policy::isRandom);
    weights = isRandom ? new Weights(parts.salts(), parts.thresholds()) : Weights.NONE;
    sure = surePolicies();
  }

  /// Policies that drop vote first, so that a first match does not keep them from it.
  private static int[] votingOrder(Policy[] policies) {
    int[] order = new int[policies.length];
    int at = 0;
    for (int i = 0; i < policies.length; i++) {
      if (policies[i] instanceof Policy.Dropping) {
        order[at++] = i;
      }
    }
    for (int i = 0; i < policies.length; i++) {
      if (!(policies[i] instanceof Policy.Dropping)) {
        order[at++] = i;
      }
    }
    return order;
  }

  private int[] surePolicies() {
    int[] found = new int[policies.length];
    int size = 0;
    for (int i = 0; i < policies.length && !hasOverride; i++) {
      Policy policy = policies[i];
      if (policy.isMonotone() && !policy.isRandom() && !policy.isStateful()) {
        found[size++] = i;
      }
    }
    return Arrays.copyOf(found, size);
  }

  /// Names in the order of the file.
  public List<String> names() {
    return names;
  }

  /// Number of the tests, which is that of the bits of a summary.
  public int tests() {
    return tests.length;
  }

  /// Whether some policy depends on earlier decisions.
  public boolean isStateful() {
    return Arrays.stream(policies).anyMatch(Policy::isStateful);
  }

  /// Name of the first policy that depends on earlier decisions; null if there is none.
  public @Nullable String firstStateful() {
    for (int i = 0; i < policies.length; i++) {
      if (policies[i].isStateful()) {
        return names.get(i);
      }
    }
    return null;
  }

  public Decision newDecision() {
    return new Decision(policies.length);
  }

  /// Turns the tests to a batch.
  public void bind(SpanBatch batch) {
    activeCount = 0;
    for (int i = 0; i < tests.length; i++) {
      if (tests[i].bind(batch)) {
        active[activeCount++] = i;
      }
    }
  }

  /// Tests a row of the batch and sets the bits of what it meets.
  ///
  /// @param bits of summaries
  /// @param at where those of the row's trace begin
  public void test(int row, long[] bits, int at) {
    for (int i = 0; i < activeCount; i++) {
      int number = active[i];
      int word = at + (number >> 6);
      SpanTest test = tests[number];
      boolean isSet = (bits[word] >>> number & 1) == 1;
      if ((!isSet || test.isLearning()) && test.matches(row)) {
        bits[word] |= 1L << number;
      }
    }
  }

  /// Decides on a trace at the instant it is due; budgets are spent.
  public void decide(Facts facts, long instantNanos, Decision decision) {
    for (Limiter limiter : limiters) {
      limiter.begin();
    }
    decision.clear();
    long[] hashes = hashes(facts);
    int winner = tally(new Ballot(facts, instantNanos, hashes, false), decision);
    settle(winner, facts, instantNanos, hashes, decision);
  }

  /// Decides on a trace now if spans to come cannot change that it is kept, nor its weight; tells
  /// whether that is so.
  public boolean decideEarly(Facts facts, Decision decision) {
    if (hasOverride || (sure.length == 0 && !isConstant)) {
      return false;
    }
    Ballot ballot = new Ballot(facts, 0, isConstant ? hashes(facts) : weights.none(), true);
    for (int policy : sure) {
      if (policies[policy].vote(ballot) == Vote.SAMPLED) {
        decision.clear();
        decision.vote(policy, Vote.SAMPLED);
        decision.set(true, policy, null, 1);
        return true;
      }
    }
    if (!isConstant) {
      return false;
    }
    decision.clear();
    settle(tally(ballot, decision), facts, 0, ballot.hashes, decision);
    return decision.isKept();
  }

  private long[] hashes(Facts facts) {
    String[] salts = parts.salts();
    long[] hashes = new long[salts.length];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = HashThreshold.hash(parts.salted(i), facts.traceIdHigh(), facts.traceIdLow());
    }
    return hashes;
  }

  private void settle(
      int winner, Facts facts, long instantNanos, long[] hashes, Decision decision) {
    boolean isKept = isKept(winner);
    int policy = winner >> 1;
    String inner = policy < 0 || !isKept ? null : policies[policy].innerName();
    double weight = isKept ? weights.of(hashes, trial -> keeps(facts, instantNanos, trial)) : 0;
    decision.set(isKept, policy, inner, weight);
  }

  private boolean keeps(Facts facts, long instantNanos, long[] hashes) {
    return isKept(tally(new Ballot(facts, instantNanos, hashes, true), null));
  }

  private static boolean isKept(int winner) {
    return (winner & 1) == 1;
  }

  /// Lets the policies vote; the result is the policy of record times 2, plus 1 if it is to keep.
  private int tally(Ballot ballot, @Nullable Decision decision) {
    int[] first = new int[KINDS];
    Arrays.fill(first, -1);
    for (int index : order) {
      Vote vote = policies[index].vote(ballot);
      if (decision != null) {
        decision.vote(index, vote);
      }
      int kind = vote.ordinal();
      if (first[kind] < 0 || index < first[kind]) {
        first[kind] = index;
      }
      if (isFirstMatch && (vote == Vote.SAMPLED || vote == Vote.DROPPED)) {
        break;
      }
    }
    return winner(first);
  }

  private static int winner(int[] first) {
    int dropped = first[Vote.DROPPED.ordinal()];
    int inverted = first[Vote.INVERT_NOT_SAMPLED.ordinal()];
    int sampled = first[Vote.SAMPLED.ordinal()];
    int invertSampled = first[Vote.INVERT_SAMPLED.ordinal()];
    int notSampled = first[Vote.NOT_SAMPLED.ordinal()];
    if (dropped >= 0) {
      return dropped << 1;
    }
    if (inverted >= 0) {
      return inverted << 1;
    }
    if (sampled >= 0) {
      return sampled << 1 | 1;
    }
    return invertSampled >= 0 && notSampled < 0 ? invertSampled << 1 | 1 : notSampled << 1;
  }

  /// Writes what budgets were spent and what was learned.
  public void save(DataOutput out) throws IOException {
    for (Limiter limiter : limiters) {
      limiter.save(out);
    }
    for (SpanTest test : tests) {
      if (test instanceof FirstSights sights) {
        sights.save(out);
      }
    }
  }

  /// Takes over what a set of equal policies saved.
  public void restore(DataInput in) throws IOException {
    for (Limiter limiter : limiters) {
      limiter.restore(in);
    }
    for (SpanTest test : tests) {
      if (test instanceof FirstSights sights) {
        sights.restore(in);
      }
    }
  }
}
