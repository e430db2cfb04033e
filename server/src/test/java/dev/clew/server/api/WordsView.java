package dev.clew.server.api;

import dev.clew.model.Attributes;
import dev.clew.model.Condition;
import dev.clew.model.Field;
import dev.clew.model.LogBatch;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanStatus;
import dev.clew.model.TimeRange;
import dev.clew.model.TraceId;
import dev.clew.model.TraceView;
import dev.clew.model.ValueType;
import dev.clew.model.Vocabulary;
import dev.clew.testkit.MemoryTraceView;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Spans in memory that also know their vocabulary, whatever the range.
final class WordsView implements TraceView, Vocabulary {
  private final MemoryTraceView traces;
  private final SpanBatch all = new SpanBatch();

  WordsView(List<SpanBatch> batches) {
    traces = new MemoryTraceView(batches, 7);
    batches.forEach(all::appendAll);
  }

  @Override
  public Candidates candidates(Condition condition, TimeRange range) {
    return traces.candidates(condition, range);
  }

  @Override
  public SpanBatch traces(Collection<TraceId> ids, Projection projection) {
    return traces.traces(ids, projection);
  }

  @Override
  public Vocabulary vocabulary() {
    return this;
  }

  @Override
  public LogBatch logs(TraceId id) {
    return new LogBatch();
  }

  @Override
  public long snapshot() {
    return traces.snapshot();
  }

  @Override
  public TraceView again(Duration deadline) {
    return this;
  }

  @Override
  public long watermarkNanos() {
    return 1;
  }

  @Override
  public void close() {}

  @Override
  public List<String> keys(Field.Scope scope, TimeRange range) {
    TreeSet<String> keys = new TreeSet<>();
    each(scope, (key, _, _) -> keys.add(key));
    return List.copyOf(keys);
  }

  @Override
  public Values values(Field.Attribute attribute, TimeRange range) {
    TreeSet<Value> values =
        new TreeSet<>(Comparator.comparing(Value::text).thenComparing(Value::type));
    List<Field.Scope> scopes =
        attribute.scope() == Field.Scope.ANY
            ? List.of(Field.Scope.SPAN, Field.Scope.RESOURCE)
            : List.of(attribute.scope());
    for (Field.Scope scope : scopes) {
      each(
          scope,
          (key, type, value) -> {
            if (key.equals(attribute.key())) {
              values.add(new Value(type, text(type, value), 1));
            }
          });
    }
    return new Values(List.copyOf(values), false);
  }

  private String text(ValueType type, long value) {
    return switch (type) {
      case BOOL -> Boolean.toString(value != 0);
      case INT -> Long.toString(value);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(value));
      case EMPTY -> "";
      case STRING, BYTES, ARRAY, MAP -> all.strings().get((int) value);
    };
  }

  private interface Entry {
    void see(String key, ValueType type, long value);
  }

  private void each(Field.Scope scope, Entry entry) {
    Attributes attributes =
        switch (scope) {
          case ANY -> throw new IllegalArgumentException("no scope");
          case SPAN -> all.attributes();
          case RESOURCE -> all.resources().attributes();
          case INSTRUMENTATION -> all.scopes().attributes();
          case EVENT -> all.events().attributes();
          case LINK -> all.links().attributes();
        };
    for (int owner = 0; owner < attributes.owners(); owner++) {
      for (int at = attributes.start(owner); at < attributes.end(owner); at++) {
        entry.see(all.strings().get(attributes.key(at)), attributes.type(at), attributes.value(at));
      }
    }
  }

  private String service(int row) {
    return all.strings().get(all.resources().name(all.resource(row)));
  }

  @Override
  public List<Operation> operations(TimeRange range) {
    TreeSet<Operation> operations =
        new TreeSet<>(
            Comparator.comparing(Operation::service)
                .thenComparing(Operation::name)
                .thenComparing(Operation::kind));
    for (int row = 0; row < all.size(); row++) {
      int errors = all.status(row) == SpanStatus.ERROR ? 1 : 0;
      operations.add(
          new Operation(service(row), all.strings().get(all.name(row)), all.kind(row), 1, errors));
    }
    return List.copyOf(operations);
  }

  @Override
  public List<Edge> edges(TimeRange range) {
    Map<Long, Integer> rows = new HashMap<>();
    for (int row = 0; row < all.size(); row++) {
      rows.put(all.spanId(row), row);
    }
    Map<String, Edge> edges = new TreeMap<>();
    for (int row = 0; row < all.size(); row++) {
      Integer parent = rows.get(all.parentSpanId(row));
      if (parent != null && !service(parent).equals(service(row))) {
        edges.merge(
            service(parent) + "\0" + service(row),
            new Edge(service(parent), service(row), 1),
            (old, _) -> new Edge(old.parent(), old.child(), old.count() + 1));
      }
    }
    return List.copyOf(edges.values());
  }
}
