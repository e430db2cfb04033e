package dev.clew.pipeline.tailsampling.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What became of a trace, as [PolicySet] fills it in; used again for each decision.
public final class Decision {
  private final @Nullable Vote[] votes;
  private boolean isKept;
  private int policy = -1;
  private @Nullable String innerPolicy;
  private double weight;

  Decision(int policies) {
    votes = new Vote[policies];
  }

  void clear() {
    Arrays.fill(votes, null);
    isKept = false;
    policy = -1;
    innerPolicy = null;
    weight = 0;
  }

  void vote(int index, Vote vote) {
    votes[index] = vote;
  }

  void set(boolean kept, int winner, @Nullable String inner, double adjustedCount) {
    isKept = kept;
    policy = winner;
    innerPolicy = inner;
    weight = adjustedCount;
  }

  public boolean isKept() {
    return isKept;
  }

  /// Whether no span to come can change it: a policy said so, rather than none saying yes.
  public boolean isTerminal() {
    return isKept
        ? policy >= 0 && votes[policy] == Vote.SAMPLED
        : policy >= 0 && votes[policy] == Vote.DROPPED;
  }

  /// Index of the policy of record: the first in the file with the vote that won; -1 if all failed.
  public int policy() {
    return policy;
  }

  /// Name of the policy inside a composite one that decided; null if it was no composite one.
  public @Nullable String innerPolicy() {
    return innerPolicy;
  }

  /// How many traces this one stands for; 0 if it is not kept.
  public double weight() {
    return weight;
  }

  /// Vote of a policy; null if it was not asked.
  public @Nullable Vote vote(int index) {
    return votes[index];
  }
}
