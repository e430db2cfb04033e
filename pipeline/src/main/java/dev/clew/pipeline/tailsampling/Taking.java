package dev.clew.pipeline.tailsampling;

import dev.clew.model.SpanBatch;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.tailsampling.SamplingCounts.Plain;
import dev.clew.pipeline.tailsampling.index.DecisionIndex;
import dev.clew.pipeline.tailsampling.index.Entry;
import dev.clew.pipeline.tailsampling.policy.PolicySet;
import java.util.Arrays;

/// Takes the spans of a batch: each joins the trace it belongs to, begins one, or follows the
/// decision on it.
final class Taking {
  private static final int NONE = PendingTraces.NONE;

  private final TailSamplingOptions options;
  private final SamplingLimits limits;
  private final Waiting waiting;
  private final PendingTraces traces;
  private final PolicySet policies;
  private final PinBoard pins;
  private final Verdicts verdicts;
  private final DecisionIndex index;
  private final Legend legend;
  private final SamplingCounts counts;
  private final KeptSpans out;
  private int[] rows = new int[256];
  private int[] slots = new int[256];
  private int[] references = new int[256];
  private int[] tooLarge = new int[16];
  private int rowCount;
  private int tooLargeCount;
  private boolean isFollowing;

  Taking(
      TailSamplingOptions options,
      SamplingLimits limits,
      Waiting waiting,
      PolicySet policies,
      PinBoard pins,
      Verdicts verdicts,
      DecisionIndex index,
      Legend legend,
      SamplingCounts counts,
      KeptSpans out) {
    this.options = options;
    this.limits = limits;
    this.waiting = waiting;
    this.traces = waiting.traces;
    this.policies = policies;
    this.pins = pins;
    this.verdicts = verdicts;
    this.index = index;
    this.legend = legend;
    this.counts = counts;
    this.out = out;
  }

  /// Takes a batch that arrives.
  ///
  /// @param ordinal which batch of its record it is
  void take(SpanBatch batch, int ordinal, Arrival arrival) {
    begin(batch);
    policies.bind(batch);
    pins.bind(batch, arrival.instantNanos());
    int slot = NONE;
    for (int row = 0; row < batch.size(); row++) {
      long high = batch.traceIdHigh(row);
      long low = batch.traceIdLow(row);
      if (slot == NONE || traces.idLow(slot) != low || traces.idHigh(slot) != high) {
        slot = traces.find(high, low);
        if (slot == NONE && !follow(batch, row, arrival)) {
          slot = add(high, low, arrival);
        }
      }
      if (slot != NONE) {
        summarise(batch, row, slot);
        if (traces.has(slot, PendingTraces.RELEASED)) {
          boolean isPartial = traces.has(slot, PendingTraces.PARTIAL);
          put(batch, row, traces.name(slot), traces.weight(slot), isPartial, false, arrival);
        } else {
          lookAt(batch, row, slot, arrival);
          enqueue(row, slot);
        }
      }
    }
    hold(batch, ordinal, arrival.offset());
    out.flush(arrival);
    dropTooLarge(arrival);
  }

  /// Takes the rows that wait from a batch that comes again after a restart.
  ///
  /// @param isRebuilding whether summaries are to be gathered again, too
  void recall(SpanBatch batch, int ordinal, long offset, boolean isRebuilding) {
    begin(batch);
    if (isRebuilding) {
      policies.bind(batch);
    }
    for (int row = 0; row < batch.size(); row++) {
      int slot = traces.find(batch.traceIdHigh(row), batch.traceIdLow(row));
      if (slot == NONE
          || traces.has(slot, PendingTraces.RELEASED)
          || offset < traces.firstOffset(slot)) {
        continue;
      }
      if (isRebuilding) {
        summarise(batch, row, slot);
      }
      if (traces.held(slot) < limits.maxSpansPerTrace()) {
        queue(row, slot);
      }
    }
    hold(batch, ordinal, offset);
  }

  private void begin(SpanBatch batch) {
    rowCount = 0;
    tooLargeCount = 0;
    isFollowing = false;
    if (rows.length < batch.size()) {
      rows = new int[batch.size()];
      slots = new int[batch.size()];
      references = new int[batch.size()];
    }
  }

  private int add(long high, long low, Arrival arrival) {
    long deadline = waiting.tickAfter(arrival.instantNanos() + options.decisionWait().toNanos());
    int slot = waiting.add(high, low, arrival.offset(), deadline);
    counts.add(Plain.NEW_TRACE_ID_RECEIVED, 1);
    String pinned = pins.begins(high, low);
    if (pinned != null) {
      verdicts.pin(slot, pinned);
    }
    return slot;
  }

  /// Lets a row follow the recorded decision on its trace; tells whether there is one.
  private boolean follow(SpanBatch batch, int row, Arrival arrival) {
    long entry = index.find(batch.traceIdHigh(row), batch.traceIdLow(row));
    if (entry == Entry.NONE) {
      return false;
    }
    long seconds = arrival.instantNanos() / 1_000_000_000L - Entry.seconds(entry);
    counts.late(Entry.isKept(entry), Math.max(0, seconds));
    if (Entry.isKept(entry)) {
      boolean isPartial = Entry.isPartial(entry);
      put(batch, row, Entry.name(entry), Entry.weight(entry), isPartial, true, arrival);
    }
    return true;
  }

  private void put(
      SpanBatch batch,
      int row,
      int name,
      int weight,
      boolean isPartial,
      boolean isCached,
      Arrival arrival) {
    if (out.isFull()) {
      out.flush(arrival);
      isFollowing = false;
    }
    if (!isFollowing) {
      out.from(batch, batch.size() - row);
      isFollowing = true;
    }
    String policy = legend.name(name);
    double adjusted = legend.weight(weight);
    out.add(row, new KeptSpans.Reason(policy, null, adjusted, isPartial, isCached));
  }

  private void summarise(SpanBatch batch, int row, int slot) {
    int bytes = SpanSizes.of(batch, row);
    traces.count(slot, batch.startNanos(row), batch.endNanos(row), bytes);
    if (!traces.has(slot, PendingTraces.RELEASED)) {
      waiting.addBytes(bytes);
    }
    policies.test(row, traces.bits(), traces.bitsAt(slot));
  }

  /// Looks whether a span makes its trace due sooner, or too large.
  private void lookAt(SpanBatch batch, int row, int slot, Arrival arrival) {
    if (batch.parentSpanId(row) == 0 && !options.waitAfterRoot().isZero()) {
      long due = arrival.instantNanos() + options.waitAfterRoot().toNanos();
      waiting.hasten(slot, waiting.tickAfter(due));
    }
    String reason = pins.reason(row);
    if (reason != null) {
      verdicts.pin(slot, reason);
    }
    if (!traces.has(slot, PendingTraces.TOUCHED) && verdicts.isRipe(slot)) {
      waiting.touch(slot);
    }
    boolean isLarge = options.maxTraceBytes() > 0 && traces.bytes(slot) > options.maxTraceBytes();
    if (isLarge && !traces.has(slot, PendingTraces.TOO_LARGE)) {
      traces.set(slot, PendingTraces.TOO_LARGE);
      if (tooLargeCount == tooLarge.length) {
        tooLarge = Arrays.copyOf(tooLarge, tooLargeCount * 2);
      }
      tooLarge[tooLargeCount++] = slot;
    }
  }

  private void enqueue(int row, int slot) {
    if (traces.held(slot) < limits.maxSpansPerTrace()) {
      queue(row, slot);
    } else {
      traces.set(slot, PendingTraces.PARTIAL);
      counts.add(Plain.SPANS_OVER_CAP, 1);
    }
  }

  private void queue(int row, int slot) {
    traces.countHeld(slot);
    rows[rowCount] = row;
    slots[rowCount++] = slot;
  }

  private void hold(SpanBatch batch, int ordinal, long offset) {
    waiting.bodies.hold(batch, rows, rowCount, offset, ordinal, waiting.tick(), references);
    for (int i = 0; i < rowCount; i++) {
      traces.hold(slots[i], references[i], waiting.bodies);
    }
  }

  private void dropTooLarge(Arrival arrival) {
    for (int i = 0; i < tooLargeCount; i++) {
      if (verdicts.dropUnasked(tooLarge[i], arrival.instantNanos())) {
        counts.add(Plain.DROPPED_TOO_LARGE, 1);
      }
    }
  }
}
