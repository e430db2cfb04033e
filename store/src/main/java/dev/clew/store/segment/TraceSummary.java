package dev.clew.store.segment;

import dev.clew.model.NestedSets;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.SpanStatus;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What the traces of a segment tell about services: their operations, and who calls whom. Made
/// while the segment is written, so that such questions read no rows later. Bounded: beyond
/// [#MAX_ENTRIES] new operations are counted under the name `…`.
public final class TraceSummary {
  static final int MAX_ENTRIES = 2_000;
  private static final String OTHERS = "…";

  /// A span name of a service.
  public record Operation(String service, String name, SpanKind kind) {}

  /// A call from one service to another.
  public record Edge(String parent, String child) {}

  /// An operation with how many spans it has, and how many of them failed.
  public record CountedOperation(Operation operation, long count, long errors) {}

  /// An edge with how many calls it has.
  public record CountedEdge(Edge edge, long count) {}

  private final TraceOrder order;
  private final Map<Operation, long[]> operations = new HashMap<>();
  private final Map<Edge, long[]> edges = new HashMap<>();
  private final IdentityHashMap<SpanBatch, Map<Integer, String>> services = new IdentityHashMap<>();

  TraceSummary(TraceOrder order) {
    this.order = order;
  }

  /// Counts the spans by operation and status, chunk by chunk by their ids, then by their names.
  void addSpans(List<SpanBatch> chunks) {
    PairCounts[] counts = new PairCounts[chunks.size()];
    Arrays.setAll(counts, _ -> new PairCounts(64));
    for (int position = 0; position < order.size(); position++) {
      SpanBatch chunk = order.chunk(position);
      int row = order.row(position);
      long operation =
          (long) chunk.name(row) << 8
              | (long) chunk.kind(row).ordinal() << 2
              | chunk.status(row).ordinal();
      counts[order.chunkIndex(position)].add(
          chunk.resources().name(chunk.resource(row)), ValueType.INT, operation);
    }
    for (int i = 0; i < counts.length; i++) {
      Strings strings = chunks.get(i).strings();
      counts[i].forEach((service, _, value, count) -> add(strings, service, value, count));
    }
  }

  /// Counts the calls between services within one trace.
  void addEdges(int first, NestedSets numbers, int count) {
    for (int i = 0; i < count; i++) {
      int parent = numbers.parentIndex(i);
      if (parent >= 0 && mayDiffer(first + parent, first + i)) {
        String from = service(first + parent);
        String to = service(first + i);
        if (!from.equals(to)) {
          addEdge(new Edge(from, to));
        }
      }
    }
  }

  List<CountedOperation> operations() {
    return operations.entrySet().stream()
        .map(
            entry -> new CountedOperation(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .sorted(
            Comparator.comparing((CountedOperation counted) -> counted.operation().service())
                .thenComparing(counted -> counted.operation().name())
                .thenComparing(counted -> counted.operation().kind()))
        .toList();
  }

  List<CountedEdge> edges() {
    return edges.entrySet().stream()
        .map(entry -> new CountedEdge(entry.getKey(), entry.getValue()[0]))
        .sorted(
            Comparator.comparing((CountedEdge counted) -> counted.edge().parent())
                .thenComparing(counted -> counted.edge().child()))
        .toList();
  }

  private void add(Strings strings, int service, long value, int count) {
    SpanKind kind = SpanKind.of((int) (value >> 2) & 7);
    Operation operation =
        new Operation(strings.get(service), strings.get((int) (value >> 8)), kind);
    if (operations.size() >= MAX_ENTRIES && !operations.containsKey(operation)) {
      operation = new Operation(OTHERS, OTHERS, SpanKind.UNSPECIFIED);
    }
    long[] counts = operations.computeIfAbsent(operation, _ -> new long[2]);
    counts[0] += count;
    counts[1] += SpanStatus.of((int) value & 3) == SpanStatus.ERROR ? count : 0;
  }

  private void addEdge(Edge edge) {
    Edge counted =
        edges.size() < MAX_ENTRIES || edges.containsKey(edge) ? edge : new Edge(OTHERS, OTHERS);
    edges.computeIfAbsent(counted, _ -> new long[1])[0]++;
  }

  private boolean mayDiffer(int parent, int child) {
    SpanBatch chunk = order.chunk(child);
    return order.chunkIndex(parent) != order.chunkIndex(child)
        || chunk.resources().name(chunk.resource(order.row(parent)))
            != chunk.resources().name(chunk.resource(order.row(child)));
  }

  private String service(int position) {
    SpanBatch chunk = order.chunk(position);
    return services
        .computeIfAbsent(chunk, _ -> new HashMap<>())
        .computeIfAbsent(
            chunk.resources().name(chunk.resource(order.row(position))), chunk.strings()::get);
  }
}
