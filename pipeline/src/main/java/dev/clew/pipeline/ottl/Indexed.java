package dev.clew.pipeline.ottl;

import dev.clew.pipeline.ottl.Value.Entries;
import dev.clew.pipeline.ottl.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parts of lists and maps.
final class Indexed {
  private static final Value NIL = new Value.Nil();

  private Indexed() {}

  /// The part of what another operand is.
  static Operand operand(Operand whole, List<Tree.Key> keys) {
    return new Operand() {
      @Override
      public Slot bind(View view) {
        return slot(whole.bind(view), keys);
      }

      @Override
      public Level level() {
        return whole.level();
      }
    };
  }

  static Slot slot(Slot whole, List<Tree.Key> keys) {
    return new Slot(whole.view()) {
      @Override
      void read(int row) {
        whole.read(row);
        if (whole.isNil()) {
          nil();
        } else {
          value(part(whole.value(), keys));
        }
      }
    };
  }

  /// The part that the keys lead to; nil if there is none.
  static Value part(Value whole, List<Tree.Key> keys) {
    Value part = whole;
    for (Tree.Key key : keys) {
      part =
          switch (part) {
            case Entries(Map<String, Value> entries) -> entries.getOrDefault(name(key), NIL);
            case Items(List<Value> items) -> items.get(index(items, key));
            case Value.Nil nil -> nil;
            case Value.Bool _,
                Value.Int _,
                Value.Real _,
                Value.Text _,
                Value.Binary _,
                Value.Time _,
                Value.Period _ ->
                throw notIndexable(part);
          };
    }
    return part;
  }

  /// The whole with another value where the keys lead to; maps that are missing are made.
  static Value with(Value whole, List<Tree.Key> keys, Value value) {
    if (keys.isEmpty()) {
      return value;
    }
    Tree.Key key = keys.getFirst();
    List<Tree.Key> rest = keys.subList(1, keys.size());
    return switch (whole) {
      case Value.Nil _ -> withEntry(Map.of(), key, rest, value);
      case Entries(Map<String, Value> entries) -> withEntry(entries, key, rest, value);
      case Items(List<Value> items) -> {
        List<Value> changed = new ArrayList<>(items);
        int index = index(items, key);
        changed.set(index, with(items.get(index), rest, value));
        yield new Items(changed);
      }
      case Value.Bool _,
          Value.Int _,
          Value.Real _,
          Value.Text _,
          Value.Binary _,
          Value.Time _,
          Value.Period _ ->
          throw notIndexable(whole);
    };
  }

  private static Value withEntry(
      Map<String, Value> entries, Tree.Key key, List<Tree.Key> rest, Value value) {
    Map<String, Value> changed = new LinkedHashMap<>(entries);
    changed.put(name(key), with(entries.getOrDefault(name(key), NIL), rest, value));
    return new Entries(changed);
  }

  private static String name(Tree.Key key) {
    if (key instanceof Tree.Key.Name(String name)) {
      return name;
    }
    throw new EvaluationException("map must be indexed by a string");
  }

  private static int index(List<Value> items, Tree.Key key) {
    if (!(key instanceof Tree.Key.Index(long index))) {
      throw new EvaluationException("slice must be indexed by an int");
    }
    if (index < 0 || index >= items.size()) {
      throw new EvaluationException(
          "index %d out of bounds for a slice of %d".formatted(index, items.size()));
    }
    return (int) index;
  }

  private static EvaluationException notIndexable(Value value) {
    return new EvaluationException("type %s does not support indexing".formatted(value.typeName()));
  }
}
