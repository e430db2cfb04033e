package dev.clew.pipeline.ottl;

import dev.clew.model.AttributeEdits;
import dev.clew.pipeline.ottl.Value.Entries;
import dev.clew.pipeline.regex.Regex;
import dev.clew.pipeline.regex.Replacement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The editors of the subset: functions that change something.
final class Editors {
  private Editors() {}

  /// The edit of a call.
  ///
  /// @throws OttlException if there is no such editor, or not with these arguments
  static Edit call(Compiler compiler, Tree.Call call) {
    return switch (call.function()) {
      case "set" -> set(new Arguments(compiler, call, List.of("target", "value")));
      case "delete_key" -> deleteKey(new Arguments(compiler, call, List.of("target", "key")));
      case "delete_matching_keys" ->
          deleteMatchingKeys(new Arguments(compiler, call, List.of("target", "pattern")));
      case "keep_keys" -> keepKeys(new Arguments(compiler, call, List.of("target", "keys")));
      case "replace_pattern" ->
          replacePattern(new Arguments(compiler, call, List.of("target", "regex", "replacement")));
      case "replace_match" ->
          replaceMatch(new Arguments(compiler, call, List.of("target", "pattern", "replacement")));
      case "truncate_all" -> truncateAll(new Arguments(compiler, call, List.of("target", "limit")));
      case "limit" ->
          limit(new Arguments(compiler, call, List.of("target", "limit", "priority_keys")));
      default -> throw new OttlException("undefined function " + Quoted.quote(call.function()));
    };
  }

  private static Edit set(Arguments arguments) {
    Accessor.Writer writer = writer(arguments);
    Operand source = arguments.operand(1);
    return view -> {
      Slot value = source.bind(view);
      Accessor.RowWriter target = writer.bind(view);
      return row -> {
        value.read(row);
        if (!value.isNil()) {
          target.write(row, value);
        }
      };
    };
  }

  private static Accessor.Writer writer(Arguments arguments) {
    Accessor path = arguments.path(0);
    try {
      return path.writer();
    } catch (OttlException failure) {
      throw arguments.invalid(0, failure.getMessage());
    }
  }

  private static Edit deleteKey(Arguments arguments) {
    String key = arguments.text(1);
    Accessor path = arguments.path(0);
    if (path instanceof AttributePath attributes && attributes.keys().isEmpty()) {
      Attribution attribution = attributes.attribution();
      return view -> {
        AttributeEdits edits = attribution.in(view);
        int id = view.find(key);
        return row -> edits.removeKey(attribution.owner(view, row), id);
      };
    }
    return mapEdit(
        arguments,
        entries -> {
          Map<String, Value> kept = new LinkedHashMap<>(entries);
          kept.remove(key);
          return kept;
        });
  }

  private static Edit deleteMatchingKeys(Arguments arguments) {
    Regex pattern = arguments.regex(1);
    return mapEdit(
        arguments,
        entries -> {
          Map<String, Value> kept = new LinkedHashMap<>(entries);
          kept.keySet().removeIf(pattern::isFoundIn);
          return kept;
        });
  }

  private static Edit keepKeys(Arguments arguments) {
    Set<String> keys = Set.copyOf(new HashSet<>(arguments.texts(1)));
    return mapEdit(
        arguments,
        entries -> {
          Map<String, Value> kept = new LinkedHashMap<>(entries);
          kept.keySet().retainAll(keys);
          return kept;
        });
  }

  private static Edit truncateAll(Arguments arguments) {
    long limit = arguments.integer(1);
    if (limit < 0) {
      throw new OttlException(
          "couldn't create function: invalid limit for truncate_all function, %d cannot be negative"
              .formatted(limit));
    }
    return mapEdit(
        arguments,
        entries -> {
          Map<String, Value> cut = new LinkedHashMap<>(entries);
          cut.replaceAll((key, value) ->
              value instanceof Value.Text(String text)
                  ? new Value.Text(Truncation.truncate(text, limit))
                  : value);
          return cut;
        });
  }

  private static Edit limit(Arguments arguments) {
    long limit = arguments.integer(1);
    List<String> priority = arguments.texts(2);
    if (limit < 0) {
      throw new OttlException(
          "couldn't create function: invalid limit for limit function, %d cannot be negative"
              .formatted(limit));
    }
    if (limit < priority.size()) {
      throw new OttlException(
          ("couldn't create function: invalid limit for limit function, %d cannot be less than"
                  + " number of priority attributes %d")
              .formatted(limit, priority.size()));
    }
    return mapEdit(arguments, entries -> limited(entries, limit, Set.copyOf(priority)));
  }

  private static Map<String, Value> limited(
      Map<String, Value> entries, long limit, Set<String> priority) {
    if (entries.size() <= limit) {
      return entries;
    }
    long kept = entries.keySet().stream().filter(priority::contains).count();
    Map<String, Value> result = new LinkedHashMap<>();
    for (Map.Entry<String, Value> entry : entries.entrySet()) {
      boolean isPriority = priority.contains(entry.getKey());
      if (isPriority || kept < limit) {
        kept += isPriority ? 0 : 1;
        result.put(entry.getKey(), entry.getValue());
      }
    }
    return result;
  }

  /// Changes a map as a whole; nothing happens where the path leads to no value.
  private static Edit mapEdit(Arguments arguments, UnaryOperator<Map<String, Value>> change) {
    Accessor path = arguments.path(0);
    Accessor.Writer writer = writer(arguments);
    return view -> {
      Slot map = path.bind(view);
      Slot result = new Constant(new Value.Nil()).bind(view);
      Accessor.RowWriter target = writer.bind(view);
      return row -> {
        map.read(row);
        if (map.isNil()) {
          return;
        }
        if (map.kind() != Kind.ENTRIES) {
          throw Expect.mismatch("pcommon.Map", map);
        }
        Entries before = map.entries();
        Entries after = new Entries(change.apply(before.values()));
        if (!after.equals(before)) {
          result.value(after);
          target.write(row, result);
        }
      };
    };
  }

  private static Edit replacePattern(Arguments arguments) {
    Regex regex = arguments.regex(1);
    Replacement replacement = Replacement.parse(arguments.text(2));
    return textEdit(arguments, text -> regex.replaceIn(text, replacement));
  }

  private static Edit replaceMatch(Arguments arguments) {
    Regex whole = Glob.regex(arguments.text(1));
    String replacement = arguments.text(2);
    return textEdit(arguments, text -> whole.isFoundIn(text) ? replacement : text);
  }

  /// Changes a text; nothing happens where the path leads to anything else.
  private static Edit textEdit(Arguments arguments, UnaryOperator<String> change) {
    Accessor path = arguments.path(0);
    Accessor.Writer writer = writer(arguments);
    return view -> {
      Slot value = path.bind(view);
      Slot result = new Constant(new Value.Nil()).bind(view);
      Accessor.RowWriter target = writer.bind(view);
      return row -> {
        value.read(row);
        if (value.kind() == Kind.TEXT) {
          String before = value.text();
          String after = change.apply(before);
          if (!after.equals(before)) {
            result.text(after);
            target.write(row, result);
          }
        }
      };
    };
  }
}
