package dev.clew.detect.auth;

import dev.clew.model.Attributes;
import dev.clew.model.Batch;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The attributes of a batch by the [Key]s that matter here.
///
/// The keys are looked up in the dictionary of the batch once; a key it does not hold is on no row,
/// which lets most normalisers pass over most batches.
final class Rows {
  private static final Key[] KEYS = Key.values();
  private static final int REMEMBERED = 4_096;

  private final Strings strings;
  private final int[] ids = new int[KEYS.length];
  private final Map<Integer, String> texts = new HashMap<>();

  Rows(Batch batch) {
    strings = batch.strings();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = strings.find(KEYS[i].text());
    }
  }

  /// Whether any row of the batch could have the key.
  boolean has(Key key) {
    return ids[key.ordinal()] >= 0;
  }

  /// Id of a text in the batch, -1 if no row has it.
  int id(String text) {
    return strings.find(text);
  }

  /// Index of the entry with this key, -1 if the owner has none.
  int find(Attributes attributes, int owner, Key key) {
    return attributes.find(owner, ids[key.ordinal()]);
  }

  boolean has(Attributes attributes, int owner, Key key) {
    return find(attributes, owner, key) >= 0;
  }

  /// Text of an attribute of any type; null if the owner has none.
  @Nullable String text(Attributes attributes, int owner, Key key) {
    int entry = find(attributes, owner, key);
    if (entry < 0) {
      return null;
    }
    ValueType type = attributes.type(entry);
    long value = attributes.value(entry);
    return switch (type) {
      case EMPTY -> null;
      case STRING, BYTES, ARRAY, MAP -> text((int) value);
      case BOOL -> value == 0 ? "false" : "true";
      case INT -> Long.toString(value);
      case DOUBLE -> Double.toString(Double.longBitsToDouble(value));
    };
  }

  /// The first of several attributes that the owner has.
  @Nullable String text(Attributes attributes, int owner, Key... keys) {
    for (Key key : keys) {
      String text = text(attributes, owner, key);
      if (text != null && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }

  /// An attribute as a number, also when it was sent as text; 0 if it is none.
  int number(Attributes attributes, int owner, Key key) {
    int entry = find(attributes, owner, key);
    if (entry < 0) {
      return 0;
    }
    if (attributes.type(entry) == ValueType.INT) {
      return (int) attributes.value(entry);
    }
    String text = text(attributes, owner, key);
    return (text != null && text.matches("[0-9]{1,6}")) ? Integer.parseInt(text) : 0;
  }

  /// Text of an id of the dictionary.
  String text(int id) {
    String text = texts.get(id);
    if (text == null) {
      text = strings.get(id);
      if (texts.size() < REMEMBERED) {
        texts.put(id, text);
      }
    }
    return text;
  }
}
