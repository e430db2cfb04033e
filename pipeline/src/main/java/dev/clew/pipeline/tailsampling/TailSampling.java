package dev.clew.pipeline.tailsampling;

import dev.clew.model.Batch;
import dev.clew.model.SpanBatch;
import dev.clew.model.TraceId;
import dev.clew.pipeline.Arrival;
import dev.clew.pipeline.Stage;
import dev.clew.pipeline.tailsampling.index.DecisionIndex;
import dev.clew.pipeline.tailsampling.index.Entry;
import dev.clew.pipeline.tailsampling.policy.PolicySet;
import dev.clew.pipeline.tailsampling.policy.VotingRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Keeps or drops whole traces, once their spans were waited for.
///
/// Spans of a trace wait in [Bodies] while its summary gathers in [PendingTraces]. Decisions fall
/// at ticks of a tenth of a second of the log's time: all that are due at an instant fall before
/// anything that arrives at it or later, whether the log is live or read again. Policies never see
/// bodies, so what is in memory changes no decision. What was decided is in [DecisionIndex]; spans
/// that come later follow it.
///
/// A trace that is sure to be kept is put out with the next tick. Its summary waits on, so that at
/// its time all policies vote on all of it and budgets are spent as if it had waited.
public final class TailSampling implements Stage, AutoCloseable {
  private static final int VERSION = 1;
  private static final int NONE = PendingTraces.NONE;

  private final TailSamplingOptions options;
  private final SamplingLimits limits;
  private final PolicySet policies;
  private final Waiting waiting;
  private final Legend legend = new Legend();
  private final SamplingCounts counts;
  private final PinBoard pins;
  private final DecisionIndex index;
  private final Records records;
  private final Release release;
  private final Verdicts verdicts;
  private final Taking taking;
  private final Stage next;
  private long lastOffset;
  private long recordOffset = Long.MIN_VALUE;
  private int recordBatch;
  private boolean isRebuilding;
  private volatile boolean isUnderPressure;

  /// @throws IllegalArgumentException if a policy cannot be made, with the sentence to print
  public TailSampling(TailSamplingOptions options, SamplingContext context, Stage next) {
    this.options = options;
    this.next = next;
    limits = context.limits();
    policies =
        new PolicySet(
            options.policies(),
            new VotingRules(
                context.isLatencyInclusive(), context.isFallingThrough(), options.isFirstMatch()));
    refuseStateful(options, policies);
    waiting = new Waiting(policies.tests(), options.decisionWait().toMillis() / 100);
    counts = new SamplingCounts(policies.names());
    pins = new PinBoard(limits.maxPins(), counts);
    index = new DecisionIndex(context.folder(), limits.index());
    records = new Records(context.reader());
    KeptSpans out = new KeptSpans(next, context.isBehindSampler(), context.recordsPolicy());
    release = new Release(waiting.bodies, records, out, counts);
    verdicts =
        new Verdicts(waiting, policies, legend, counts, index, release, options.isSpanIngest());
    taking =
        new Taking(options, limits, waiting, policies, pins, verdicts, index, legend, counts, out);
  }

  /// @throws IllegalArgumentException in upstream's words if the options do not go together
  static void refuseStateful(TailSamplingOptions options, PolicySet policies) {
    String stateful = policies.firstStateful();
    if (options.isSpanIngest() && stateful != null) {
      throw new IllegalArgumentException(
          ("sampling_strategy \"span-ingest\" requires all policies to be stateless,"
                  + " but policy \"%s\" is stateful")
              .formatted(stateful));
    }
  }

  @Override
  public void accept(Batch batch, Arrival arrival) {
    if (!(batch instanceof SpanBatch spans)) {
      next.accept(batch, arrival);
      return;
    }
    recordBatch = arrival.offset() == recordOffset ? recordBatch + 1 : 0;
    recordOffset = arrival.offset();
    if (arrival.isRecall()) {
      taking.recall(spans, recordBatch, arrival.offset(), isRebuilding);
      waiting.bodies.spillTo(limits.memoryBytes());
      return;
    }
    isRebuilding = false;
    runTo(arrival.instantNanos());
    lastOffset = arrival.offset();
    taking.take(spans, recordBatch, arrival);
    keepWithinLimits(arrival);
  }

  @Override
  public void advance(long instantNanos) {
    runTo(instantNanos);
    isUnderPressure = options.isBlocking() && isOverfull();
    counts.publish(gauges());
  }

  /// Decides on all that is due at an instant or before it, each at its own.
  private void runTo(long instantNanos) {
    long target = Math.floorDiv(instantNanos, Waiting.TICK_NANOS);
    if (waiting.tick() == Waiting.UNKNOWN) {
      waiting.tick(target);
    }
    while (waiting.tick() < target) {
      waiting.tick(waiting.traces.size() == 0 ? target : waiting.tick() + 1);
      index.advance(waiting.tick() * Waiting.TICK_NANOS);
      verdicts.runTick(lastOffset);
    }
  }

  private void keepWithinLimits(Arrival arrival) {
    waiting.bodies.compact(waiting.tick());
    waiting.bodies.spillTo(limits.memoryBytes());
    if (waiting.unreleased() > options.numTraces()) {
      waiting.bodies.spillOldest();
    }
    while (waiting.bytes() > limits.pendingBytes() && waiting.oldest() != NONE) {
      verdicts.decidePartial(waiting.oldest(), arrival);
    }
    while (waiting.traces.size() > limits.maxTraces()) {
      int slot = waiting.oldestReleased();
      verdicts.decidePartial(slot != NONE ? slot : waiting.oldest(), arrival);
    }
    release.flush(arrival);
    isUnderPressure = options.isBlocking() && isOverfull();
  }

  private boolean isOverfull() {
    return waiting.unreleased() > options.numTraces() || waiting.bytes() > limits.memoryBytes();
  }

  /// Whether more is waiting than there should be in memory, and the configuration wants new spans
  /// refused for that. For any thread.
  public boolean isUnderPressure() {
    return isUnderPressure;
  }

  /// Takes a wish of detection, in the order of the log. One that is read again before the
  /// checkpoint has no effect: the state knows it.
  public void pin(Pin pin, Arrival arrival) {
    if (arrival.isRecall()) {
      return;
    }
    isRebuilding = false;
    runTo(arrival.instantNanos());
    lastOffset = arrival.offset();
    switch (pin) {
      case Pin.Trace trace -> pin(trace);
      case Pin.Entity entity -> pin(entity);
    }
  }

  private void pin(Pin.Trace pin) {
    TraceId id = pin.traceId();
    int slot = waiting.traces.find(id.high(), id.low());
    if (slot != NONE) {
      verdicts.pin(slot, pin.reason());
      return;
    }
    long entry = index.find(id.high(), id.low());
    if (entry == Entry.NONE) {
      pins.add(pin);
    } else if (!Entry.isKept(entry)) {
      counts.add(SamplingCounts.Plain.PINS_TOO_LATE, 1);
    }
  }

  private void pin(Pin.Entity pin) {
    pins.add(pin);
    EntitySearch search = new EntitySearch(waiting.bodies, records, pin);
    int slot = waiting.oldest();
    for (; slot != NONE; slot = waiting.nextUnreleased(slot)) {
      if (search.isIn(waiting.traces.firstRow(slot))) {
        verdicts.pin(slot, pin.reason());
      }
    }
  }

  /// Ends what waits at a graceful stop, if the configuration wants that; else it goes on after the
  /// start. The last checkpoint is to follow.
  public void stop(long instantNanos) {
    runTo(instantNanos);
    int slot = waiting.oldest();
    while (options.dropsPendingAtShutdown() && slot != NONE) {
      int following = waiting.nextUnreleased(slot);
      if (verdicts.dropUnasked(slot, instantNanos)) {
        counts.add(SamplingCounts.Plain.DROPPED_AT_SHUTDOWN, 1);
      }
      slot = following;
    }
  }

  @Override
  public long oldestNeeded() {
    return waiting.oldestOffset();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(VERSION);
    out.writeUTF(fingerprint());
    out.writeLong(lastOffset);
    block(out, policies::save);
    block(out, counts::save);
    legend.save(out);
    pins.save(out);
    waiting.save(out);
    index.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("state of a sampler of version " + version);
    }
    boolean isSame = in.readUTF().equals(fingerprint());
    lastOffset = in.readLong();
    DataInput policyState = block(in);
    DataInput countState = block(in);
    if (isSame) {
      policies.restore(policyState);
      counts.restore(countState);
    }
    isRebuilding = !isSame;
    legend.restore(in);
    pins.restore(in);
    waiting.restore(in, isSame);
    index.restore(in);
    counts.publish(gauges());
  }

  /// Names the policies: with others, what they know of traces is gathered again from the spans.
  private String fingerprint() {
    return Integer.toHexString(options.policies().toString().hashCode())
        + '-'
        + policies.tests()
        + '-'
        + policies.names().size();
  }

  private interface Saving {
    void to(DataOutput out) throws IOException;
  }

  private static void block(DataOutput out, Saving saving) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    saving.to(new DataOutputStream(bytes));
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  private static DataInput block(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }

  /// Takes notice that what was saved last is durable, and the only state that may be restored from
  /// now on: files of the index that it does not name are deleted.
  @Override
  public void checkpointed() {
    index.checkpointed();
  }

  /// Counters and gauges, as of the last [#advance]. For any thread.
  public List<SamplingCount> counts() {
    return counts.published();
  }

  private List<SamplingCount> gauges() {
    List<SamplingCount> gauges = new ArrayList<>();
    gauge(gauges, "sampling_traces_on_memory", waiting.unreleased());
    gauge(gauges, "summaries", waiting.traces.size());
    gauge(gauges, "spans_waiting", waiting.bodies.rows());
    gauge(gauges, "bytes_waiting", waiting.bytes());
    gauge(gauges, "bytes_in_memory", waiting.memoryBytes());
    gauge(gauges, "decision_index_traces", index.size());
    gauge(gauges, "decision_index_bytes_in_memory", index.memoryBytes());
    gauge(gauges, "decision_index_failures", index.failures());
    gauge(gauges, "decision_index_forgotten_early", index.forgottenEarly());
    return gauges;
  }

  private static void gauge(List<SamplingCount> gauges, String name, long value) {
    gauges.add(new SamplingCount(name, Map.of(), value));
  }

  @Override
  public void close() {
    index.close();
  }
}
