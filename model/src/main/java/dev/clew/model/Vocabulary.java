package dev.clew.model;

import java.util.List;

/// What names and values occur in stored telemetry: for completion in editors and for lists of
/// services. Values may be cut to the most frequent ones; names are complete up to a bound.
public interface Vocabulary {

  /// Keys of a scope within a range, sorted. `ANY` is not a scope here.
  List<String> keys(Field.Scope scope, TimeRange range);

  /// Values of an attribute within a range, sorted by text then type.
  Values values(Field.Attribute attribute, TimeRange range);

  /// Operations within a range, sorted by service, name, kind.
  List<Operation> operations(TimeRange range);

  /// Calls between services within a range, sorted by parent, child.
  List<Edge> edges(TimeRange range);

  /// A value with its type.
  record Value(ValueType type, String text, long count) {}

  /// Values, and whether some were left out.
  record Values(List<Value> values, boolean isTruncated) {
    public Values {
      values = List.copyOf(values);
    }
  }

  /// A span name of a service with how many spans it has, and how many of them failed.
  record Operation(String service, String name, SpanKind kind, long count, long errors) {}

  /// A caller and a callee with how many calls there were.
  record Edge(String parent, String child, long count) {}
}
