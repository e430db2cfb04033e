package dev.clew.pipeline.tailsampling;

import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.tailsampling.SamplingCounts.Plain;
import dev.clew.pipeline.tailsampling.index.DecisionIndex;
import dev.clew.pipeline.tailsampling.index.Entry;
import dev.clew.pipeline.tailsampling.policy.Decision;
import dev.clew.pipeline.tailsampling.policy.PolicySet;
import org.jspecify.annotations.Nullable;

/// Decides on traces, records it, and lets their spans out or go.
final class Verdicts {
  private final Waiting waiting;
  private final PendingTraces traces;
  private final PolicySet policies;
  private final Decision decision;
  private final Legend legend;
  private final SamplingCounts counts;
  private final DecisionIndex index;
  private final Release release;
  private final boolean isSpanIngest;

  Verdicts(
      Waiting waiting,
      PolicySet policies,
      Legend legend,
      SamplingCounts counts,
      DecisionIndex index,
      Release release,
      boolean isSpanIngest) {
    this.waiting = waiting;
    this.traces = waiting.traces;
    this.policies = policies;
    this.legend = legend;
    this.counts = counts;
    this.index = index;
    this.release = release;
    this.isSpanIngest = isSpanIngest;
    decision = policies.newDecision();
  }

  /// Decides on all that is due at the tick, and puts out what is kept.
  void runTick(long lastOffset) {
    int[] due = waiting.due();
    if (due.length == 0) {
      return;
    }
    Arrival arrival = Arrival.of(lastOffset, waiting.tick() * Waiting.TICK_NANOS);
    for (int slot : due) {
      boolean isTouched = traces.has(slot, PendingTraces.TOUCHED);
      traces.unset(slot, PendingTraces.TOUCHED);
      if (waiting.tick() >= traces.deadline(slot)) {
        decide(slot, arrival);
      } else if (!isTouched || !decideEarly(slot, arrival)) {
        waiting.waitOn(slot);
      }
    }
    release.flush(arrival);
  }

  /// Whether spans to come cannot change that a trace is kept, or may be asked already.
  boolean isRipe(int slot) {
    return isSpanIngest || policies.decideEarly(traces.at(slot), decision);
  }

  /// Has a trace kept whatever the policies say.
  void pin(int slot, String reason) {
    if (!traces.has(slot, PendingTraces.PINNED | PendingTraces.RELEASED)) {
      counts.add(Plain.TRACES_PINNED, 1);
      traces.set(slot, PendingTraces.PINNED);
      traces.decided(slot, legend.number(reason), legend.number(1.0));
      waiting.touch(slot);
    }
  }

  /// Decides on a trace before its time; tells whether it has ended.
  private boolean decideEarly(int slot, Arrival arrival) {
    boolean isPinned = traces.has(slot, PendingTraces.PINNED);
    if (isSpanIngest && !isPinned) {
      policies.decide(traces.at(slot), arrival.instantNanos(), decision);
      if (decision.isTerminal()) {
        settle(slot, arrival);
      }
      return decision.isTerminal();
    }
    if (!isPinned) {
      if (!policies.decideEarly(traces.at(slot), decision)) {
        return false;
      }
      String name = policies.names().get(decision.policy());
      traces.decided(slot, legend.number(name), legend.number(decision.weight()));
    }
    counts.add(Plain.RELEASED_EARLY, 1);
    put(slot, null, arrival);
    waiting.release(slot);
    return false;
  }

  private void put(int slot, @Nullable String inner, Arrival arrival) {
    boolean isPartial = traces.has(slot, PendingTraces.PARTIAL);
    String policy = legend.name(traces.name(slot));
    double weight = legend.weight(traces.weight(slot));
    KeptSpans.Reason reason = new KeptSpans.Reason(policy, inner, weight, isPartial, false);
    release.add(
        traces.firstRow(slot),
        traces.held(slot),
        traces.idHigh(slot),
        traces.idLow(slot),
        reason,
        arrival);
  }

  /// Lets the policies vote on a trace that is out of the wheel, and ends it; tells whether it is
  /// kept.
  private boolean decide(int slot, Arrival arrival) {
    policies.decide(traces.at(slot), arrival.instantNanos(), decision);
    return settle(slot, arrival);
  }

  private boolean settle(int slot, Arrival arrival) {
    counts.votes(decision);
    boolean isReleased = traces.has(slot, PendingTraces.RELEASED);
    boolean isPinned = traces.has(slot, PendingTraces.PINNED);
    boolean isKept = isReleased || isPinned || decision.isKept();
    if (!isReleased && !isPinned) {
      int policy = decision.policy();
      int name = policy < 0 ? 0 : legend.number(policies.names().get(policy));
      traces.decided(slot, name, legend.number(decision.weight()));
    }
    int policy = policies.names().indexOf(legend.name(traces.name(slot)));
    counts.decided(policy, isKept, traces.at(slot).spanCount());
    if (isKept && !isReleased) {
      put(slot, isPinned ? null : decision.innerPolicy(), arrival);
    } else {
      waiting.bodies.release(traces.firstRow(slot));
    }
    end(slot, isKept, arrival.instantNanos());
    return isKept;
  }

  private void end(int slot, boolean isKept, long instantNanos) {
    boolean isPartial = traces.has(slot, PendingTraces.PARTIAL);
    int name = traces.name(slot);
    long entry = Entry.of(isKept, isPartial, name, traces.weight(slot), instantNanos);
    index.add(traces.idHigh(slot), traces.idLow(slot), entry);
    waiting.end(slot);
  }

  /// Decides on a trace before its time, since there is no room for it.
  void decidePartial(int slot, Arrival arrival) {
    waiting.cancel(slot);
    if (traces.has(slot, PendingTraces.RELEASED)) {
      decide(slot, arrival);
      return;
    }
    traces.set(slot, PendingTraces.PARTIAL);
    counts.add(Plain.DECIDED_PARTIAL, 1);
    if (!decide(slot, arrival)) {
      counts.add(Plain.DROPPED_TOO_EARLY, 1);
    }
  }

  /// Drops a trace before its time without a vote, unless it is pinned; tells whether it did.
  boolean dropUnasked(int slot, long instantNanos) {
    if (traces.has(slot, PendingTraces.PINNED)) {
      return false;
    }
    waiting.cancel(slot);
    counts.decided(-1, false, traces.at(slot).spanCount());
    waiting.bodies.release(traces.firstRow(slot));
    traces.decided(slot, 0, 0);
    end(slot, false, instantNanos);
    return true;
  }
}
