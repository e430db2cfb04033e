package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.pipeline.tailsampling.Spans;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One trace before some policies: its facts are gathered from spans as the sampler does it.
final class Trace implements Facts {
  private static final long BASE_NANOS = 1_700_000_000_000_000_000L;

  private final PolicySet policies;
  private final Decision decision;
  private final long[] bits = new long[4];
  private TraceId id = new TraceId(0, 1);
  private int spans;
  private long bytes;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  Trace(VotingRules rules, PolicySpec... specs) {
    this(new PolicySet(named(specs), rules));
  }

  Trace(PolicySet policies) {
    this.policies = policies;
    decision = policies.newDecision();
  }

  /// Policies named `p0`, `p1` and so on.
  static List<PolicySpec.Named> named(PolicySpec... specs) {
    List<PolicySpec.Named> named = new ArrayList<>();
    for (PolicySpec spec : specs) {
      named.add(new PolicySpec.Named("p" + named.size(), spec));
    }
    return named;
  }

  Trace id(TraceId other) {
    id = other;
    return this;
  }

  Trace add(Spans added) {
    return add(added.batch());
  }

  Trace add(SpanBatch batch) {
    policies.bind(batch);
    for (int row = 0; row < batch.size(); row++) {
      policies.test(row, bits, 0);
      id = batch.traceId(row);
      spans++;
      bytes += 100;
      start = Math.min(start, batch.startNanos(row));
      end = Math.max(end, batch.endNanos(row));
    }
    return this;
  }

  Decision decide() {
    policies.decide(this, BASE_NANOS, decision);
    return decision;
  }

  boolean decideEarly() {
    return policies.decideEarly(this, decision);
  }

  Decision decision() {
    return decision;
  }

  @Nullable Vote vote() {
    return voteAt(0);
  }

  /// Vote of the first policy so many milliseconds after a full second.
  @Nullable Vote voteAt(long millis) {
    policies.decide(this, BASE_NANOS + millis * 1_000_000, decision);
    return decision.vote(0);
  }

  /// Vote of another policy at the last decision.
  @Nullable Vote vote(int policy) {
    return decision.vote(policy);
  }

  @Nullable String inner() {
    return decision.innerPolicy();
  }

  long bytes() {
    return bytes;
  }

  @Override
  public long traceIdHigh() {
    return id.high();
  }

  @Override
  public long traceIdLow() {
    return id.low();
  }

  @Override
  public int spanCount() {
    return spans;
  }

  @Override
  public long byteCount() {
    return bytes;
  }

  @Override
  public long durationMillis() {
    return spans == 0 ? 0 : (end - start) / 1_000_000;
  }

  @Override
  public boolean hasBit(int test) {
    return (bits[test >> 6] >>> test & 1) == 1;
  }
}
