package dev.clew.detect.auth;

import dev.clew.detect.state.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Brings the facts of a trace together, in order of arrival, and lets go of them when they are
/// complete or have waited long enough. A trace that was settled is remembered for a while, so that
/// what comes late about it is not counted again.
final class Joiner implements State {
  private static final long REMEMBERED_NANOS = 60_000_000_000L;

  private final AuthOptions options;
  private final Consumer<Fact> attempts;
  private final LinkedHashMap<Trace, TraceFacts> waiting = new LinkedHashMap<>();
  private final LinkedHashMap<Trace, TraceFacts> settled = new LinkedHashMap<>();
  private final Set<Trace> touched = new LinkedHashSet<>();

  private record Trace(long high, long low) {}

  /// @param attempts takes what was settled
  Joiner(AuthOptions options, Consumer<Fact> attempts) {
    this.options = options;
    this.attempts = attempts;
  }

  /// Takes a fact; one outside any trace is settled at once.
  void add(Fact fact, long arrivalNanos) {
    if ((fact.traceHigh | fact.traceLow) == 0) {
      if (fact.result != Result.UNKNOWN) {
        attempts.accept(fact);
      }
      return;
    }
    Trace trace = new Trace(fact.traceHigh, fact.traceLow);
    TraceFacts facts = waiting.get(trace);
    if (facts == null) {
      facts = settled.remove(trace);
      if (facts == null) {
        facts = new TraceFacts();
      }
      facts.arrivalNanos = arrivalNanos;
      waiting.put(trace, facts);
    }
    facts.add(fact);
    touched.add(trace);
    if (facts.isFull()) {
      waiting.remove(trace);
      settle(trace, facts, arrivalNanos);
    }
  }

  /// Settles the traces that became complete by the batch that was just taken.
  void endBatch(long arrivalNanos) {
    for (Trace trace : touched) {
      TraceFacts facts = waiting.get(trace);
      if (facts != null && facts.hasFacts() && facts.isComplete()) {
        waiting.remove(trace);
        settle(trace, facts, arrivalNanos);
      }
    }
    touched.clear();
    advance(arrivalNanos);
  }

  /// Settles what has waited long enough and forgets what was remembered long enough.
  void advance(long nowNanos) {
    Iterator<Map.Entry<Trace, TraceFacts>> oldest = waiting.entrySet().iterator();
    List<Map.Entry<Trace, TraceFacts>> due = new ArrayList<>();
    int over = waiting.size() - options.maxTraces();
    while (oldest.hasNext()) {
      Map.Entry<Trace, TraceFacts> entry = oldest.next();
      if (entry.getValue().arrivalNanos + options.waitNanos() > nowNanos && due.size() >= over) {
        break;
      }
      due.add(Map.entry(entry.getKey(), entry.getValue()));
      oldest.remove();
    }
    for (Map.Entry<Trace, TraceFacts> entry : due) {
      settle(entry.getKey(), entry.getValue(), nowNanos);
    }
    Iterator<TraceFacts> remembered = settled.values().iterator();
    while (remembered.hasNext()) {
      if (remembered.next().arrivalNanos + REMEMBERED_NANOS > nowNanos
          && settled.size() <= options.maxTraces()) {
        break;
      }
      remembered.remove();
    }
  }

  private void settle(Trace trace, TraceFacts facts, long nowNanos) {
    if (!facts.hasFacts()) {
      return;
    }
    facts.settle().forEach(attempts);
    facts.arrivalNanos = nowNanos;
    settled.put(trace, facts);
  }

  int waiting() {
    return waiting.size();
  }

  @Override
  public void save(DataOutput out) throws IOException {
    save(out, waiting);
    save(out, settled);
  }

  private static void save(DataOutput out, Map<Trace, TraceFacts> traces) throws IOException {
    out.writeInt(traces.size());
    for (Map.Entry<Trace, TraceFacts> entry : traces.entrySet()) {
      out.writeLong(entry.getKey().high());
      out.writeLong(entry.getKey().low());
      entry.getValue().save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    restore(in, waiting);
    restore(in, settled);
  }

  private static void restore(DataInput in, Map<Trace, TraceFacts> traces) throws IOException {
    for (int i = in.readInt(); i > 0; i--) {
      Trace trace = new Trace(in.readLong(), in.readLong());
      TraceFacts facts = new TraceFacts();
      facts.restore(in);
      traces.put(trace, facts);
    }
  }
}
