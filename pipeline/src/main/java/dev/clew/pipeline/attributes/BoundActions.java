package dev.clew.pipeline.attributes;

import dev.clew.model.AttributeEdits;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.pipeline.attributes.Action.Keys;
import dev.clew.pipeline.attributes.Action.Source;
import dev.clew.pipeline.ottl.Documents;
import dev.clew.pipeline.ottl.Texts;
import dev.clew.pipeline.ottl.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Actions with the string ids of the batch that is being changed.
final class BoundActions {
  private final Strings strings;
  private final AttributeEdits attributes;
  private final List<OwnerEdit> edits = new ArrayList<>();

  /// @param strings dictionary of the batch, to which is added what the actions need
  BoundActions(List<Action> actions, Strings strings, AttributeEdits attributes) {
    this.strings = strings;
    this.attributes = attributes;
    for (Action action : actions) {
      edits.add(
          switch (action) {
            case Action.Put put -> put(put);
            case Action.Delete(Keys keys) -> eachKey(keys, attributes::removeKey);
            case Action.Hash(Keys keys) -> eachKey(keys, this::hash);
            case Action.Extract extract -> extract(extract);
            case Action.Convert(String key, Action.Target target) -> {
              int id = strings.add(key);
              yield owner -> convert(owner, id, target);
            }
          });
    }
  }

  /// Does all actions to an owner, in their order.
  void apply(int owner) {
    for (OwnerEdit edit : edits) {
      edit.apply(owner);
    }
  }

  private interface OwnerEdit {
    void apply(int owner);
  }

  private interface KeyEdit {
    Object apply(int owner, int key);
  }

  private OwnerEdit put(Action.Put put) {
    int key = strings.add(put.key());
    return switch (put.source()) {
      case Source.Given(Value value) -> {
        ValueType type = type(value);
        long bits = bits(value);
        yield owner -> {
          if (isWanted(put.when(), owner, key)) {
            attributes.put(owner, key, type, bits);
          }
        };
      }
      case Source.Attribute(String from) -> {
        int source = strings.add(from);
        yield owner -> {
          int entry = attributes.find(owner, source);
          if (entry >= 0 && isWanted(put.when(), owner, key)) {
            attributes.put(
                owner, key, attributes.type(owner, entry), attributes.value(owner, entry));
          }
        };
      }
      case Source.Request _ -> owner -> {};
    };
  }

  private boolean isWanted(Action.When when, int owner, int key) {
    return switch (when) {
      case ABSENT -> attributes.find(owner, key) < 0;
      case PRESENT -> attributes.find(owner, key) >= 0;
      case ALWAYS -> true;
    };
  }

  private OwnerEdit eachKey(Keys keys, KeyEdit edit) {
    int key = keys.key().isEmpty() ? -1 : strings.add(keys.key());
    var pattern = keys.pattern();
    return owner -> {
      if (key >= 0) {
        edit.apply(owner, key);
      }
      if (pattern != null) {
        for (int id : keysOf(owner)) {
          if (pattern.isFoundIn(strings.get(id))) {
            edit.apply(owner, id);
          }
        }
      }
    };
  }

  private int[] keysOf(int owner) {
    int[] keys = new int[attributes.size(owner)];
    for (int entry = 0; entry < keys.length; entry++) {
      keys[entry] = attributes.key(owner, entry);
    }
    return keys;
  }

  private Object hash(int owner, int key) {
    int entry = attributes.find(owner, key);
    if (entry >= 0) {
      String hash =
          Hashes.of(strings, attributes.type(owner, entry), attributes.value(owner, entry));
      attributes.put(owner, key, ValueType.STRING, strings.add(hash));
    }
    return key;
  }

  private OwnerEdit extract(Action.Extract extract) {
    int key = strings.add(extract.key());
    int[] targets = extract.pattern().groups().stream().mapToInt(strings::add).toArray();
    return owner -> {
      int entry = attributes.find(owner, key);
      if (entry < 0 || attributes.type(owner, entry) != ValueType.STRING) {
        return;
      }
      String text = strings.get((int) attributes.value(owner, entry));
      List<String> found = extract.pattern().firstGroups(text);
      if (found != null) {
        for (int group = 0; group < targets.length; group++) {
          attributes.put(owner, targets[group], ValueType.STRING, strings.add(found.get(group)));
        }
      }
    };
  }

  private void convert(int owner, int key, Action.Target target) {
    int entry = attributes.find(owner, key);
    if (entry < 0) {
      return;
    }
    ValueType type = attributes.type(owner, entry);
    long value = attributes.value(owner, entry);
    switch (target) {
      case STRING -> {
        if (type != ValueType.STRING) {
          attributes.put(owner, key, ValueType.STRING, strings.add(text(type, value)));
        }
      }
      case INT -> toInteger(owner, key, type, value);
      case DOUBLE -> toDouble(owner, key, type, value);
    }
  }

  private void toInteger(int owner, int key, ValueType type, long value) {
    switch (type) {
      case DOUBLE ->
          attributes.put(owner, key, ValueType.INT, (long) Double.longBitsToDouble(value));
      case BOOL -> attributes.put(owner, key, ValueType.INT, value);
      case STRING -> {
        Long number = Texts.integer(strings.get((int) value));
        if (number != null) {
          attributes.put(owner, key, ValueType.INT, number);
        }
      }
      case EMPTY, INT, BYTES, ARRAY, MAP -> {}
    }
  }

  private void toDouble(int owner, int key, ValueType type, long value) {
    switch (type) {
      case INT, BOOL ->
          attributes.put(owner, key, ValueType.DOUBLE, Double.doubleToRawLongBits((double) value));
      case STRING -> {
        Double number = Texts.real(strings.get((int) value));
        if (number != null) {
          attributes.put(owner, key, ValueType.DOUBLE, Double.doubleToRawLongBits(number));
        }
      }
      case EMPTY, DOUBLE, BYTES, ARRAY, MAP -> {}
    }
  }

  private String text(ValueType type, long value) {
    return switch (type) {
      case EMPTY -> "";
      case BOOL -> Boolean.toString(value != 0);
      case INT -> Long.toString(value);
      case DOUBLE -> Texts.shortest(Double.longBitsToDouble(value));
      case STRING, ARRAY, MAP -> strings.get((int) value);
      case BYTES -> {
        int start = strings.start((int) value);
        byte[] bytes = new byte[strings.length((int) value)];
        System.arraycopy(strings.arena(), start, bytes, 0, bytes.length);
        yield Base64.getEncoder().encodeToString(bytes);
      }
    };
  }

  private static ValueType type(Value value) {
    return switch (value) {
      case Value.Nil _, Value.Binary _, Value.Time _, Value.Period _ -> ValueType.EMPTY;
      case Value.Bool _ -> ValueType.BOOL;
      case Value.Int _ -> ValueType.INT;
      case Value.Real _ -> ValueType.DOUBLE;
      case Value.Text _ -> ValueType.STRING;
      case Value.Items _ -> ValueType.ARRAY;
      case Value.Entries _ -> ValueType.MAP;
    };
  }

  private long bits(Value value) {
    return switch (value) {
      case Value.Nil _, Value.Binary _, Value.Time _, Value.Period _ -> 0;
      case Value.Bool(boolean content) -> content ? 1 : 0;
      case Value.Int(long content) -> content;
      case Value.Real(double content) -> Double.doubleToRawLongBits(content);
      case Value.Text(String content) -> strings.add(content);
      case Value.Items _, Value.Entries _ -> strings.add(Documents.print(value));
    };
  }
}
