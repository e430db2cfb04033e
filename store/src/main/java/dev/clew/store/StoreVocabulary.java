package dev.clew.store;

import dev.clew.model.Field;
import dev.clew.model.SpanBatch;
import dev.clew.model.TimeRange;
import dev.clew.model.Vocabulary;
import dev.clew.store.segment.ChunkSummary;
import dev.clew.store.segment.KeyStatistics;
import dev.clew.store.segment.Segment;
import dev.clew.store.segment.SegmentInfo;
import dev.clew.store.segment.TraceSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The vocabulary of the segments and live chunks of a view, joined from what each tells of itself.
final class StoreVocabulary implements Vocabulary {
  private static final int MAX_VALUES = 10_000;

  private final StoreView view;
  private final List<Segment> segments;
  private final List<SpanBatch> live;
  private final LiveSummaries summaries;

  /// @param view sets aside what proves damaged
  StoreVocabulary(
      StoreView view, List<Segment> segments, List<SpanBatch> live, LiveSummaries summaries) {
    this.view = view;
    this.segments = segments;
    this.live = live;
    this.summaries = summaries;
  }

  @Override
  public List<String> keys(Field.Scope scope, TimeRange range) {
    TreeSet<String> names = new TreeSet<>();
    for (SegmentInfo info : infos(range)) {
      info.keys().keySet().forEach(key -> addIf(key, scope, names));
    }
    for (ChunkSummary summary : liveIn(range)) {
      summary.keys().forEach(key -> addIf(key, scope, names));
    }
    return List.copyOf(names);
  }

  private static void addIf(KeyStatistics.Key key, Field.Scope scope, Set<String> names) {
    if (key.scope() == scope) {
      names.add(key.name());
    }
  }

  @Override
  public Values values(Field.Attribute attribute, TimeRange range) {
    Map<Value, Long> counts = new HashMap<>();
    boolean isTruncated = false;
    List<Field.Scope> scopes =
        attribute.scope() == Field.Scope.ANY
            ? List.of(Field.Scope.SPAN, Field.Scope.RESOURCE)
            : List.of(attribute.scope());
    for (Field.Scope scope : scopes) {
      KeyStatistics.Key key = new KeyStatistics.Key(scope, attribute.key());
      for (List<KeyStatistics.Value> values : valuesOf(key, range)) {
        isTruncated |= values.size() >= KeyStatistics.MAX_VALUES;
        for (KeyStatistics.Value value : values) {
          counts.merge(new Value(value.type(), value.text(), 0), value.count(), Long::sum);
        }
      }
    }
    List<Value> sorted =
        counts.entrySet().stream()
            .map(entry -> new Value(entry.getKey().type(), entry.getKey().text(), entry.getValue()))
            .sorted(Comparator.comparing(Value::text).thenComparing(Value::type))
            .limit(MAX_VALUES)
            .toList();
    return new Values(sorted, isTruncated || counts.size() > MAX_VALUES);
  }

  private List<List<KeyStatistics.Value>> valuesOf(KeyStatistics.Key key, TimeRange range) {
    List<List<KeyStatistics.Value>> all = new ArrayList<>();
    for (Segment segment : segments) {
      if (isIn(segment.info(), range) && segment.info().keys().containsKey(key)) {
        view.guarded(segment, () -> all.add(segment.frequentValues().getOrDefault(key, List.of())));
      }
    }
    for (ChunkSummary summary : liveIn(range)) {
      all.add(summary.values().getOrDefault(key, List.of()));
    }
    return all;
  }

  @Override
  public List<Operation> operations(TimeRange range) {
    Map<TraceSummary.Operation, long[]> counts = new HashMap<>();
    for (SegmentInfo info : infos(range)) {
      info.operations().forEach(operation -> add(counts, operation));
    }
    for (ChunkSummary summary : liveIn(range)) {
      summary.operations().forEach(operation -> add(counts, operation));
    }
    return counts.entrySet().stream()
        .map(entry ->
            new Operation(
                entry.getKey().service(),
                entry.getKey().name(),
                entry.getKey().kind(),
                entry.getValue()[0],
                entry.getValue()[1]))
        .sorted(
            Comparator.comparing(Operation::service)
                .thenComparing(Operation::name)
                .thenComparing(Operation::kind))
        .toList();
  }

  private static void add(
      Map<TraceSummary.Operation, long[]> counts, TraceSummary.CountedOperation operation) {
    long[] sums = counts.computeIfAbsent(operation.operation(), _ -> new long[2]);
    sums[0] += operation.count();
    sums[1] += operation.errors();
  }

  @Override
  public List<Edge> edges(TimeRange range) {
    Map<TraceSummary.Edge, Long> counts = new HashMap<>();
    for (SegmentInfo info : infos(range)) {
      info.edges().forEach(edge -> counts.merge(edge.edge(), edge.count(), Long::sum));
    }
    for (ChunkSummary summary : liveIn(range)) {
      summary.edges().forEach(edge -> counts.merge(edge.edge(), edge.count(), Long::sum));
    }
    return counts.entrySet().stream()
        .map(entry -> new Edge(entry.getKey().parent(), entry.getKey().child(), entry.getValue()))
        .sorted(Comparator.comparing(Edge::parent).thenComparing(Edge::child))
        .toList();
  }

  private List<SegmentInfo> infos(TimeRange range) {
    return segments.stream().map(Segment::info).filter(info -> isIn(info, range)).toList();
  }

  private static boolean isIn(SegmentInfo info, TimeRange range) {
    return range.overlaps(info.times().fromNanos(), info.maxEndNanos());
  }

  private List<ChunkSummary> liveIn(TimeRange range) {
    return live.stream()
        .map(summaries::of)
        .filter(summary -> range.overlaps(summary.times().fromNanos(), summary.times().toNanos()))
        .toList();
  }
}
