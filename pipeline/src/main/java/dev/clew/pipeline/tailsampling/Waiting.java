package dev.clew.pipeline.tailsampling;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// All that waits: the summaries, when each is due, the order in which they began, and the spans.
final class Waiting {
  static final long TICK_NANOS = 100_000_000L;
  static final long UNKNOWN = Long.MIN_VALUE;
  private static final int NONE = PendingTraces.NONE;

  /// Slots are that many at most, see [SamplingLimits].
  private static final long MOST_SLOTS = 1L << 24;

  final PendingTraces traces;
  final Bodies bodies = new Bodies();
  private final TickWheel wheel;
  private final SlotList unreleased = new SlotList();
  private final SlotList released = new SlotList();
  private int slots;
  private long sequence;
  private long bytes;
  private long tick = UNKNOWN;

  Waiting(int tests, long waitTicks) {
    traces = new PendingTraces(tests);
    wheel = new TickWheel(waitTicks);
  }

  /// Tick that has passed.
  long tick() {
    return tick;
  }

  void tick(long passed) {
    tick = passed;
  }

  /// The first tick at an instant or behind it that has not passed.
  long tickAfter(long instantNanos) {
    return Math.max(tick + 1, Math.ceilDiv(instantNanos, TICK_NANOS));
  }

  /// Traces whose spans wait.
  int unreleased() {
    return unreleased.size();
  }

  /// The first of those; -1 if there is none.
  int oldest() {
    return unreleased.first();
  }

  int nextUnreleased(int slot) {
    return unreleased.next(slot);
  }

  /// The first of the traces of which only the summary waits; -1 if there is none.
  int oldestReleased() {
    return released.first();
  }

  /// Size of the spans that wait, in memory or not.
  long bytes() {
    return bytes;
  }

  /// Adds to the size of spans that wait.
  void addBytes(int more) {
    bytes += more;
  }

  int add(long high, long low, long offset, long deadline) {
    int slot = traces.add(high, low, sequence++, offset);
    fit();
    traces.deadline(slot, deadline);
    unreleased.add(slot);
    wheel.schedule(slot, deadline);
    return slot;
  }

  private void fit() {
    if (slots != traces.capacity()) {
      slots = traces.capacity();
      wheel.ensureCapacity(slots);
      unreleased.ensureCapacity(slots);
      released.ensureCapacity(slots);
    }
  }

  /// Has a trace looked at with the next tick.
  void touch(int slot) {
    if (!traces.has(slot, PendingTraces.TOUCHED)) {
      traces.set(slot, PendingTraces.TOUCHED);
      wheel.reschedule(slot, tick + 1);
    }
  }

  /// Brings the deadline of a trace forward.
  void hasten(int slot, long deadline) {
    if (deadline < traces.deadline(slot)) {
      traces.deadline(slot, deadline);
      if (wheel.tick(slot) > deadline) {
        wheel.reschedule(slot, deadline);
      }
    }
  }

  /// Takes a trace out of the wheel before its time.
  void cancel(int slot) {
    wheel.cancel(slot);
  }

  /// Has a trace that was taken out of the wheel wait for its deadline.
  void waitOn(int slot) {
    wheel.schedule(slot, traces.deadline(slot));
  }

  /// Takes those that are due at the tick out of the wheel, in the order in which they began.
  int[] due() {
    int[] due = wheel.take(tick);
    long oldest = Long.MAX_VALUE;
    for (int slot : due) {
      oldest = Math.min(oldest, traces.sequence(slot));
    }
    long[] keys = new long[due.length];
    for (int i = 0; i < due.length; i++) {
      keys[i] = (traces.sequence(due[i]) - oldest) * MOST_SLOTS + due[i];
    }
    Arrays.sort(keys);
    for (int i = 0; i < due.length; i++) {
      due[i] = (int) (keys[i] % MOST_SLOTS);
    }
    return due;
  }

  /// Takes notice that the spans of a trace are put out, and only its summary waits on.
  void release(int slot) {
    bytes -= traces.bytes(slot);
    traces.set(slot, PendingTraces.RELEASED);
    traces.letGo(slot);
    unreleased.remove(slot);
    released.add(slot);
  }

  /// Ends a trace that is out of the wheel.
  void end(int slot) {
    if (traces.has(slot, PendingTraces.RELEASED)) {
      released.remove(slot);
    } else {
      unreleased.remove(slot);
      bytes -= traces.bytes(slot);
    }
    traces.remove(slot);
  }

  /// Lowest offset of which spans wait; `Long.MAX_VALUE` if none do.
  long oldestOffset() {
    return unreleased.first() == NONE ? Long.MAX_VALUE : traces.firstOffset(unreleased.first());
  }

  long memoryBytes() {
    return traces.bytes()
        + wheel.bytes()
        + unreleased.bytes()
        + released.bytes()
        + bodies.referenceBytes()
        + bodies.bytes();
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(tick);
    out.writeLong(sequence);
    out.writeInt(traces.words());
    for (SlotList list : new SlotList[] {unreleased, released}) {
      out.writeInt(list.size());
      for (int slot = list.first(); slot != NONE; slot = list.next(slot)) {
        traces.save(slot, out);
      }
    }
  }

  /// Takes over what was saved, without spans.
  ///
  /// @param isSame whether the policies are the same; else what spans told is to be gathered again
  void restore(DataInput in, boolean isSame) throws IOException {
    tick = in.readLong();
    long nextSequence = in.readLong();
    int words = in.readInt();
    for (SlotList list : new SlotList[] {unreleased, released}) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        int slot = traces.restore(in, words, isSame);
        fit();
        if (!isSame && list == unreleased) {
          traces.forgetFacts(slot);
        }
        list.add(slot);
        bytes += list == unreleased ? traces.bytes(slot) : 0;
        boolean isTouched = traces.has(slot, PendingTraces.TOUCHED);
        wheel.schedule(slot, isTouched ? tick + 1 : traces.deadline(slot));
      }
    }
    sequence = nextSequence;
  }
}
