package dev.clew.query.run;

import dev.clew.model.NestedSets;
import dev.clew.model.RowMapping;
import dev.clew.model.SpanBatch;
import dev.clew.query.plan.FilterPlan;
import dev.clew.query.run.field.EvaluationFailure;
import dev.clew.query.run.field.FieldCompiler;
import dev.clew.query.run.field.Position;
import dev.clew.query.run.field.SpanTest;
import dev.clew.query.run.field.TraceSpans;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/// Narrows a single trace to the spans that a filter matches, and their neighbours.
public final class TraceFilter {
  private final FilterPlan.Ready plan;

  public TraceFilter(FilterPlan.Ready plan) {
    this.plan = plan;
  }

  /// What became of a trace.
  public sealed interface Outcome {}

  /// The spans that are kept.
  ///
  /// @param isPartial whether some were left out
  public record Narrowed(SpanBatch spans, boolean isPartial) implements Outcome {}

  /// The data makes the filter meaningless; the message is one line for its author.
  public record Failed(String message) implements Outcome {}

  /// How many generations are kept beside a span that matches.
  ///
  /// @param below of its descendants; negative for all
  /// @param above of its ancestors; negative for all
  public record Neighbours(int below, int above) {
    /// Matching spans alone.
    public static final Neighbours NONE = new Neighbours(0, 0);
  }

  /// Narrows a batch that holds one trace, or nothing.
  public Outcome apply(SpanBatch batch, Neighbours neighbours) {
    List<TraceSpans> traces = TraceSpans.of(batch);
    if (traces.isEmpty()) {
      return new Narrowed(batch, false);
    }
    if (traces.size() > 1) {
      throw new IllegalArgumentException("%d traces, not one".formatted(traces.size()));
    }
    TraceSpans trace = traces.getFirst();
    try {
      BitSet matched = matched(trace);
      BitSet kept = (BitSet) matched.clone();
      addAbove(trace, matched, neighbours.above(), kept);
      addBelow(trace, matched, neighbours.below(), kept);
      return narrowed(trace, kept);
    } catch (EvaluationFailure failure) {
      return new Failed(String.valueOf(failure.getMessage()));
    }
  }

  private BitSet matched(TraceSpans trace) {
    SpanTest test = new FieldCompiler(trace.batch()).test(plan.condition());
    Position at = new Position();
    BitSet matched = new BitSet(trace.size());
    for (int index = 0; index < trace.size(); index++) {
      at.moveTo(trace, index);
      matched.set(index, test.holds(at));
    }
    return matched;
  }

  /// Walks up from each match. A span that was passed with as many steps left is not walked again,
  /// which also ends a walk around a cycle.
  private static void addAbove(TraceSpans trace, BitSet matched, int generations, BitSet kept) {
    NestedSets sets = trace.nestedSets();
    int[] stepsLeft = new int[trace.size()];
    for (int match = matched.nextSetBit(0); match >= 0; match = matched.nextSetBit(match + 1)) {
      int steps = generations < 0 ? Integer.MAX_VALUE : generations;
      int index = sets.parentIndex(match);
      while (index >= 0 && steps > stepsLeft[index]) {
        stepsLeft[index] = steps--;
        kept.set(index);
        index = sets.parentIndex(index);
      }
    }
  }

  /// Walks down from all matches at once, a generation at a time.
  private static void addBelow(TraceSpans trace, BitSet matched, int generations, BitSet kept) {
    Children children = new Children(trace);
    BitSet reached = (BitSet) matched.clone();
    Deque<Integer> generation = new ArrayDeque<>(matched.stream().boxed().toList());
    for (int depth = 0; depth != generations && !generation.isEmpty(); depth++) {
      Deque<Integer> next = new ArrayDeque<>();
      for (int index : generation) {
        children.addTo(index, reached, next);
      }
      generation = next;
    }
    kept.or(reached);
  }

  /// The children of each span, as chains.
  private static final class Children {
    private final int[] first;
    private final int[] next;

    Children(TraceSpans trace) {
      first = new int[trace.size()];
      next = new int[trace.size()];
      Arrays.fill(first, -1);
      NestedSets sets = trace.nestedSets();
      for (int index = 0; index < trace.size(); index++) {
        int parent = sets.parentIndex(index);
        if (parent >= 0) {
          next[index] = first[parent];
          first[parent] = index;
        }
      }
    }

    void addTo(int parent, BitSet reached, Deque<Integer> generation) {
      for (int child = first[parent]; child >= 0; child = next[child]) {
        if (!reached.get(child)) {
          reached.set(child);
          generation.add(child);
        }
      }
    }
  }

  private static Narrowed narrowed(TraceSpans trace, BitSet kept) {
    SpanBatch source = trace.batch();
    if (kept.cardinality() == trace.size()) {
      return new Narrowed(source, false);
    }
    SpanBatch target = new SpanBatch(kept.cardinality());
    RowMapping mapping = new RowMapping(source, target);
    kept.stream().forEach(index -> target.append(source, trace.row(index), mapping));
    return new Narrowed(target, true);
  }
}
