package dev.clew.pipeline.tailsampling.policy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shares a rate of spans among policies: the first in the list that says yes decides, as far as
/// its own quota and the total reach. The total is compared with the policy's own spans, as the
/// Collector does.
final class Composite extends Limiter {
  private static final long SECOND = 1_000_000_000L;

  private final long max;
  private final boolean isFallingThrough;
  private final List<Policy> policies;
  private final String[] names;
  private final long[] quotas;
  private final long[] used;
  private final long[] spent;
  private long second;
  private int decided = -1;

  Composite(PolicySpec.Composite spec, List<Policy> policies, VotingRules rules) {
    this.policies = List.copyOf(policies);
    max = spec.maxSpansPerSecond();
    isFallingThrough = rules.isFallingThrough();
    names = spec.policies().stream().map(PolicySpec.Named::name).toArray(String[]::new);
    quotas = new long[names.length];
    used = new long[names.length];
    spent = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      Long percent = spec.percents().get(names[i]);
      if (percent != null) {
        double share = percent > 0 ? percent / 100.0 : 1.0 / names.length;
        quotas[i] = (long) (share * max);
      }
    }
  }

  @Override
  void begin() {
    decided = -1;
    Arrays.fill(spent, 0);
  }

  @Override
  Vote vote(Ballot ballot) {
    long now = Math.floorDiv(ballot.instantNanos, SECOND);
    if (!ballot.isTrial && now != second) {
      second = now;
      Arrays.fill(used, 0);
    }
    for (int i = 0; i < names.length; i++) {
      Vote vote = policies.get(i).vote(ballot);
      if (vote == Vote.ERROR) {
        return vote;
      }
      if (vote.isYes()) {
        if (fits(i, ballot)) {
          return Vote.SAMPLED;
        }
        if (!isFallingThrough) {
          return Vote.NOT_SAMPLED;
        }
      }
    }
    return Vote.NOT_SAMPLED;
  }

  private boolean fits(int policy, Ballot ballot) {
    long before = used[policy] - (ballot.isTrial ? spent[policy] : 0);
    long after = before + ballot.facts.spanCount();
    if (after > quotas[policy] || after > max) {
      return false;
    }
    if (!ballot.isTrial) {
      spent[policy] += after - before;
      used[policy] = after;
      decided = policy;
    }
    return true;
  }

  @Override
  boolean isRandom() {
    return policies.stream().anyMatch(Policy::isRandom);
  }

  @Override
  @Nullable String innerName() {
    return decided < 0 ? null : names[decided];
  }

  @Override
  void save(DataOutput out) throws IOException {
    out.writeLong(second);
    for (long spans : used) {
      out.writeLong(spans);
    }
  }

  @Override
  void restore(DataInput in) throws IOException {
    second = in.readLong();
    for (int i = 0; i < used.length; i++) {
      used[i] = in.readLong();
    }
  }
}
