package dev.clew.pipeline.ottl;

import dev.clew.model.AttributeEdits;
import dev.clew.pipeline.ottl.Value.Entries;
import java.util.List;

/// `attributes` of something, one of them, or a part of it.
///
/// @param keys none for all attributes; the first is a name
record AttributePath(Attribution attribution, Level level, List<Tree.Key> keys)
    implements Accessor {
  AttributePath {
    keys = List.copyOf(keys);
    if (!keys.isEmpty() && !(keys.getFirst() instanceof Tree.Key.Name)) {
      throw new OttlException("map must be indexed by a string");
    }
  }

  @Override
  public Slot bind(View view) {
    AttributeEdits attributes = attribution.in(view);
    if (keys.isEmpty()) {
      return new Slot(view) {
        @Override
        void read(int row) {
          value(Attribution.entries(view, attributes, attribution.owner(view, row), this));
        }
      };
    }
    int key = view.find(name());
    Slot whole =
        new Slot(view) {
          @Override
          void read(int row) {
            int owner = attribution.owner(view, row);
            int entry = attributes.find(owner, key);
            if (entry < 0) {
              nil();
            } else {
              column(attributes.type(owner, entry), attributes.value(owner, entry));
            }
          }
        };
    return keys.size() == 1 ? whole : Indexed.slot(whole, keys.subList(1, keys.size()));
  }

  @Override
  public Writer writer() {
    return view -> {
      AttributeEdits attributes = attribution.in(view);
      if (keys.isEmpty()) {
        return (row, value) -> {
          if (value.kind() != Kind.ENTRIES) {
            throw Expect.mismatch("pcommon.Map", value);
          }
          Entries entries = value.entries();
          Attribution.replace(view, attributes, attribution.owner(view, row), entries);
        };
      }
      int key = view.add(name());
      Slot whole = new AttributePath(attribution, level, keys.subList(0, 1)).bind(view);
      return (row, value) -> {
        Value changed = value.value();
        if (keys.size() > 1) {
          whole.read(row);
          changed = Indexed.with(whole.value(), keys.subList(1, keys.size()), changed);
        }
        Attribution.put(view, attributes, attribution.owner(view, row), key, changed);
      };
    };
  }

  private String name() {
    return ((Tree.Key.Name) keys.getFirst()).name();
  }
}
