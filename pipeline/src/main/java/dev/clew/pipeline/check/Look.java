package dev.clew.pipeline.check;

import dev.clew.pipeline.config.Value;
import java.util.List;
import java.util.Map;

/// Looks into values; what is not there is empty.
final class Look {
  private Look() {}

  static Value at(Value value, String... keys) {
    Value found = value;
    for (String key : keys) {
      found = entries(found).getOrDefault(key, new Value.Nothing());
    }
    return found;
  }

  static Map<String, Value> entries(Value value) {
    return value instanceof Value.Mapping(Map<String, Value> entries) ? entries : Map.of();
  }

  static List<Value> items(Value value) {
    return value instanceof Value.Sequence(List<Value> items) ? items : List.of();
  }

  static String text(Value value) {
    return value instanceof Value.Nothing ? "" : value.print();
  }

  static boolean has(Value value, String key) {
    return entries(value).containsKey(key);
  }

  static boolean isSet(Value value) {
    return !(value instanceof Value.Nothing);
  }
}
