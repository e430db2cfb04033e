package dev.clew.pipeline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A value of a configuration and where it stands.
public sealed interface Node {
  Position position();

  /// The value without places.
  Value value();

  /// What is neither list nor map.
  record Scalar(Value value, Position position) implements Node {}

  record Sequence(List<Node> items, Position position) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public Value value() {
      return new Value.Sequence(items.stream().map(Node::value).toList());
    }
  }

  /// Entries in the order of the file.
  record Mapping(Map<String, Entry> entries, Position position) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /// The same keys with other values.
    Mapping map(UnaryOperator<Entry> change, Position at) {
      Map<String, Entry> changed = new LinkedHashMap<>();
      entries.forEach((key, entry) -> changed.put(key, change.apply(entry)));
      return new Mapping(changed, at);
    }

    public static Mapping empty(Position position) {
      return new Mapping(Map.of(), position);
    }

    @Override
    public Value value() {
      Map<String, Value> values = new LinkedHashMap<>();
      entries.forEach((key, entry) -> values.put(key, entry.node().value()));
      return new Value.Mapping(values);
    }
  }

  /// What stands in place of a reference such as `${env:PORT}`.
  ///
  /// @param node the text read as YAML, whose type counts unless a text is wanted
  /// @param original the text itself, which counts where a text is wanted
  record Expanded(Node node, String original) implements Node {
    @Override
    public Position position() {
      return node.position();
    }

    @Override
    public Value value() {
      return node.value();
    }
  }

  /// A key's value and where the key stands.
  record Entry(Position keyPosition, Node node) {}

  /// Whether nothing is said, as in `key:`.
  default boolean isNothing() {
    return value() instanceof Value.Nothing;
  }
}
