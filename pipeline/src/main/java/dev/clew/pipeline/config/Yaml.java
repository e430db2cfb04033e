package dev.clew.pipeline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/// Reads YAML text as the Collector's library does: its types of scalars, its merge keys, and a key
/// that is given twice is refused. Size, depth and what aliases unfold to are bounded.
final class Yaml {
  private static final int MAX_CHARACTERS = 4 << 20;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_NODES = 200_000;
  private static final Tag PLAIN = new Tag("clew:plain");

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setCodePointLimit(MAX_CHARACTERS)
          .setMaxAliasesForCollections(1_000)
          .setSchema(new PlainSchema())
          .build();

  private final String source;
  private int nodes;

  private Yaml(String source) {
    this.source = source;
  }

  /// The tree of a text; an empty text is nothing.
  ///
  /// @param source name of the text in positions
  /// @throws ConfigException if it is no YAML
  static Node read(String text, String source) {
    try {
      Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(SETTINGS).composeString(text);
      Node nothing = new Node.Scalar(new Value.Nothing(), new Position(source, 1, 1));
      return root.isEmpty() ? nothing : new Yaml(source).node(root.get(), 0);
    } catch (MarkedYamlEngineException failure) {
      throw new ConfigException(
          "yaml: " + failure.getProblem(), position(failure.getProblemMark(), source));
    } catch (YamlEngineException failure) {
      throw new ConfigException("yaml: " + failure.getMessage(), Position.of(source));
    }
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node node, int depth) {
    Position position = position(node.getStartMark(), source);
    nodes++;
    if (nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw new ConfigException("yaml: document contains excessive aliasing or nesting", position);
    }
    return switch (node) {
      case ScalarNode scalar -> new Node.Scalar(scalar(scalar, position), position);
      case SequenceNode sequence -> {
        List<Node> items = new ArrayList<>();
        for (org.snakeyaml.engine.v2.nodes.Node item : sequence.getValue()) {
          items.add(node(item, depth + 1));
        }
        yield new Node.Sequence(items, position);
      }
      case MappingNode mapping -> mapping(mapping, position, depth);
      default -> throw new ConfigException("yaml: unknown node", position);
    };
  }

  private static Value scalar(ScalarNode node, Position position) {
    if (node.getScalarStyle() == ScalarStyle.PLAIN && node.getTag().equals(PLAIN)) {
      return GoScalar.typed(node.getValue());
    }
    if (node.getTag().equals(Tag.STR) || node.getTag().equals(PLAIN)) {
      return new Value.Text(node.getValue());
    }
    Value typed = GoScalar.typed(node.getValue());
    boolean fits =
        switch (typed) {
          case Value.Whole _ -> node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT);
          case Value.Fraction _ -> node.getTag().equals(Tag.FLOAT);
          case Value.Flag _ -> node.getTag().equals(Tag.BOOL);
          case Value.Nothing _ -> node.getTag().equals(Tag.NULL);
          default -> false;
        };
    if (!fits) {
      throw new ConfigException(
          "yaml: cannot decode `%s` as a %s".formatted(node.getValue(), node.getTag().getValue()),
          position);
    }
    return typed instanceof Value.Whole(long number) && node.getTag().equals(Tag.FLOAT)
        ? new Value.Fraction(number)
        : typed;
  }

  private Node mapping(MappingNode mapping, Position position, int depth) {
    Map<String, Node.Entry> own = new LinkedHashMap<>();
    Map<String, Node.Entry> merged = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Position keyPosition = position(tuple.getKeyNode().getStartMark(), source);
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw new ConfigException("yaml: invalid map key", keyPosition);
      }
      Node value = node(tuple.getValueNode(), depth + 1);
      if (key.getTag().equals(PLAIN) && key.getValue().equals("<<")) {
        merge(value, merged);
        continue;
      }
      Node.Entry before = own.put(key.getValue(), new Node.Entry(keyPosition, value));
      if (before != null) {
        throw new ConfigException(
            "yaml: mapping key \"%s\" already defined at line %d"
                .formatted(key.getValue(), before.keyPosition().line()),
            keyPosition);
      }
    }
    merged.forEach(own::putIfAbsent);
    return new Node.Mapping(own, position);
  }

  /// Of several maps to be merged the first that has a key wins.
  private static void merge(Node value, Map<String, Node.Entry> merged) {
    switch (value) {
      case Node.Mapping map -> map.entries().forEach(merged::putIfAbsent);
      case Node.Sequence(List<Node> items, _) -> items.forEach(item -> merge(item, merged));
      default ->
          throw new ConfigException(
              "yaml: map merge requires map or sequence of maps as the value", value.position());
    }
  }

  private static Position position(Optional<Mark> mark, String source) {
    return mark.map(at -> new Position(source, at.getLine() + 1, at.getColumn() + 1))
        .orElse(Position.of(source));
  }

  /// Leaves the type of what is not quoted to us.
  private static final class PlainSchema extends JsonSchema {
    private final ScalarResolver resolver =
        (@Nullable String value, @Nullable Boolean implicit) ->
            Boolean.TRUE.equals(implicit) ? PLAIN : Tag.STR;

    @Override
    public ScalarResolver getScalarResolver() {
      return resolver;
    }
  }
}
