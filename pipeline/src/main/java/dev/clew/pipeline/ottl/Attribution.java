package dev.clew.pipeline.ottl;

import dev.clew.model.AttributeEdits;
import dev.clew.model.ValueType;
import dev.clew.pipeline.ottl.Value.Entries;
import dev.clew.pipeline.ottl.Value.Items;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whose attributes a path means.
enum Attribution {
  /// Of the row of the batch itself.
  OWN,
  /// Of the span of an event.
  SPAN,
  EVENT,
  RESOURCE,
  SCOPE;

  AttributeEdits in(View view) {
    return switch (this) {
      case OWN, SPAN -> view.ownAttributes();
      case EVENT -> view.eventAttributes();
      case RESOURCE -> view.resourceAttributes();
      case SCOPE -> view.scopeAttributes();
    };
  }

  /// The owner to which a row of the context belongs.
  int owner(View view, int row) {
    return switch (this) {
      case OWN, EVENT -> row;
      case SPAN -> view.batchRow(row);
      case RESOURCE -> view.resource(row);
      case SCOPE -> view.scope(row);
    };
  }

  /// All attributes of an owner as a map.
  static Entries entries(View view, AttributeEdits attributes, int owner, Slot scratch) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int entry = 0; entry < attributes.size(owner); entry++) {
      scratch.column(attributes.type(owner, entry), attributes.value(owner, entry));
      entries.put(view.text(attributes.key(owner, entry)), scratch.value());
    }
    return new Entries(entries);
  }

  /// Makes a map the attributes of an owner.
  static void replace(View view, AttributeEdits attributes, int owner, Entries entries) {
    attributes.clear(owner);
    entries.values().forEach((key, value) -> put(view, attributes, owner, view.add(key), value));
  }

  static void put(View view, AttributeEdits attributes, int owner, int key, Value value) {
    ValueType type = type(value);
    attributes.put(owner, key, type, bits(view, value));
  }

  /// The type under which a batch holds a value.
  static ValueType type(Value value) {
    return switch (value) {
      case Value.Nil _ -> ValueType.EMPTY;
      case Value.Bool _ -> ValueType.BOOL;
      case Value.Int _ -> ValueType.INT;
      case Value.Real _ -> ValueType.DOUBLE;
      case Value.Text _ -> ValueType.STRING;
      case Value.Binary _ -> ValueType.BYTES;
      case Items _ -> ValueType.ARRAY;
      case Entries _ -> ValueType.MAP;
      case Value.Time _, Value.Period _ ->
          throw new EvaluationException("unsupported type: " + value.typeName());
    };
  }

  /// What the batch holds for a value of [#type].
  static long bits(View view, Value value) {
    return switch (value) {
      case Value.Nil _, Value.Time _, Value.Period _ -> 0;
      case Value.Bool(boolean content) -> content ? 1 : 0;
      case Value.Int(long content) -> content;
      case Value.Real(double content) -> Double.doubleToRawLongBits(content);
      case Value.Text(String content) -> view.add(content);
      case Value.Binary(Bytes content) -> view.add(content);
      case Items _, Entries _ -> view.add(Documents.print(value));
    };
  }
}
