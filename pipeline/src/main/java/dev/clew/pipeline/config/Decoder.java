package dev.clew.pipeline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns nodes into values of a wanted type; what does not fit is told in the words of the
/// Collector's decoder and yields null.
final class Decoder {
  /// Turns a node into a value.
  interface Conversion<T> {
    @Nullable T of(Node node, String path);
  }

  private final Problems problems;

  Decoder(Problems problems) {
    this.problems = problems;
  }

  @Nullable String text(Node node, String path) {
    if (node instanceof Node.Expanded(_, String original)) {
      return original;
    }
    String found = node.value() instanceof Value.Text(String text) ? text : null;
    return checked(found, "string", node, path);
  }

  @Nullable Secret secret(Node node, String path) {
    if (node instanceof Node.Expanded(_, String original)) {
      return new Secret(original);
    }
    if (node.value() instanceof Value.Text(String text)) {
      return new Secret(text);
    }
    refuse(
        "'%s' expected type 'string', got unconvertible type '%s'"
            .formatted(path, node.value().typeName()),
        node);
    return null;
  }

  @Nullable Boolean flag(Node node, String path) {
    Boolean found =
        switch (node.value()) {
          case Value.Flag(boolean isTrue) -> isTrue;
          case Value.Nothing _ -> false;
          default -> null;
        };
    return checked(found, "bool", node, path);
  }

  @Nullable Long integer(Node node, String path) {
    Long found =
        switch (node.value()) {
          case Value.Whole(long number) -> number;
          case Value.Fraction(double number)
              when number == Math.rint(number) && Math.abs(number) < 0x1p62 ->
              (long) number;
          case Value.Nothing _ -> 0L;
          default -> null;
        };
    return checked(found, "int", node, path);
  }

  @Nullable Double number(Node node, String path) {
    Double found =
        switch (node.value()) {
          case Value.Whole(long number) -> (double) number;
          case Value.Fraction(double number) -> number;
          case Value.Nothing _ -> 0.0;
          default -> null;
        };
    return checked(found, "float64", node, path);
  }

  /// A bare integer counts nanoseconds, which is seldom meant (W5).
  @Nullable Duration duration(Node node, String path) {
    return switch (node.value()) {
      case Value.Whole(long nanos) -> {
        if (nanos != 0) {
          problems.warn(
              "W5",
              "'%s' is a bare integer, which counts nanoseconds: %d ns".formatted(path, nanos),
              node.position());
        }
        yield Duration.ofNanos(nanos);
      }
      case Value.Nothing _ -> Duration.ZERO;
      case Value.Text(String text) -> parsed(text, node, path);
      default -> checked(null, "time.Duration", node, path);
    };
  }

  private @Nullable Duration parsed(String text, Node node, String path) {
    try {
      return GoDuration.parse(text);
    } catch (IllegalArgumentException refusal) {
      refuse("'%s' %s".formatted(path, refusal.getMessage()), node);
      return null;
    }
  }

  Value any(Node node, String path) {
    return node.value();
  }

  /// A text stands for the list of its parts between commas.
  <T> @Nullable List<T> list(Node node, String path, Conversion<T> conversion) {
    return switch (inner(node)) {
      case Node.Sequence(List<Node> items, _) -> items(items, path, conversion);
      case Node.Scalar(Value.Nothing _, _) -> List.of();
      case Node.Scalar(Value.Text(String text), Position position) ->
          items(split(text, position), path, conversion);
      case Node other -> {
        refuse(
            "'%s' source data must be an array or slice, got %s"
                .formatted(path, kindName(other.value())),
            other);
        yield null;
      }
    };
  }

  private static List<Node> split(String text, Position position) {
    List<Node> parts = new ArrayList<>();
    if (!text.isEmpty()) {
      for (String part : text.split(",", -1)) {
        parts.add(new Node.Scalar(new Value.Text(part), position));
      }
    }
    return parts;
  }

  private <T> List<T> items(List<Node> nodes, String path, Conversion<T> conversion) {
    List<T> items = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      T item = conversion.of(nodes.get(i), path + "[" + i + "]");
      if (item != null) {
        items.add(item);
      }
    }
    return List.copyOf(items);
  }

  <T> @Nullable Map<String, T> map(Node node, String path, Conversion<T> conversion) {
    Node.@Nullable Mapping mapping = mapping(node, path);
    if (mapping == null) {
      return null;
    }
    Map<String, T> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((key, entry) -> {
          T value = conversion.of(entry.node(), path + "[" + key + "]");
          if (value != null) {
            entries.put(key, value);
          }
        });
    return entries;
  }

  /// The node as a map; nothing is an empty one.
  Node.@Nullable Mapping mapping(Node node, String path) {
    return switch (inner(node)) {
      case Node.Mapping mapping -> mapping;
      case Node.Scalar(Value.Nothing _, Position position) -> Node.Mapping.empty(position);
      case Node other -> {
        refuse(
            "'%s' expected a map or struct, got \"%s\"".formatted(path, kindName(other.value())),
            other);
        yield null;
      }
    };
  }

  /// The node that a reference stands for.
  static Node inner(Node node) {
    return node instanceof Node.Expanded(Node inner, _) ? inner(inner) : node;
  }

  private static String kindName(Value value) {
    return switch (value) {
      case Value.Sequence _ -> "slice";
      case Value.Mapping _ -> "map";
      default -> value.typeName();
    };
  }

  private <T> @Nullable T checked(@Nullable T found, String wanted, Node node, String path) {
    if (found == null) {
      Value value = node.value();
      refuse(
          "'%s' expected type '%s', got unconvertible type '%s', value: '%s'"
              .formatted(path, wanted, value.typeName(), shortened(value.print())),
          node);
    }
    return found;
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  void refuse(String message, Node node) {
    problems.add(Problem.decoding(message, node.position()));
  }
}
