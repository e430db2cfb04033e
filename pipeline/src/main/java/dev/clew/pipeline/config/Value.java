package dev.clew.pipeline.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A value of a configuration with its type, such as that of an attribute to be set.
public sealed interface Value {
  record Nothing() implements Value {}

  record Text(String text) implements Value {}

  record Flag(boolean isTrue) implements Value {}

  record Whole(long number) implements Value {}

  record Fraction(double number) implements Value {}

  record Sequence(List<Value> items) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// Entries in the order of the file.
  record Mapping(Map<String, Value> entries) implements Value {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /// The value of JSON text, such as that of a column.
  ///
  /// @throws ConfigException if it is none
  static Value ofJson(String text) {
    return Yaml.read(text, "json").value();
  }

  /// Name of the type as the Collector's decoder calls it.
  default String typeName() {
    return switch (this) {
      case Nothing _ -> "nil";
      case Text _ -> "string";
      case Flag _ -> "bool";
      case Whole _ -> "int";
      case Fraction _ -> "float64";
      case Sequence _ -> "[]interface {}";
      case Mapping _ -> "map[string]interface {}";
    };
  }

  /// The value as the Collector prints it in a message.
  default String print() {
    return switch (this) {
      case Nothing _ -> "<nil>";
      case Text(String text) -> text;
      case Flag(boolean isTrue) -> Boolean.toString(isTrue);
      case Whole(long number) -> Long.toString(number);
      case Fraction(double number) ->
          number == Math.rint(number) && Math.abs(number) < 1e15
              ? Long.toString((long) number)
              : Double.toString(number);
      case Sequence(List<Value> items) ->
          "[" + String.join(" ", items.stream().map(Value::print).toList()) + "]";
      case Mapping(Map<String, Value> entries) ->
          "map["
              + String.join(
                  " ",
                  entries.entrySet().stream()
                      .map(entry -> entry.getKey() + ":" + entry.getValue().print())
                      .toList())
              + "]";
    };
  }
}
