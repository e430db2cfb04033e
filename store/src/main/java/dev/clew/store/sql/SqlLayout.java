package dev.clew.store.sql;

import dev.clew.model.Field.Scope;
import dev.clew.model.ValueType;
import dev.clew.store.segment.Layout;
import dev.clew.store.segment.SegmentInfo;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of the columns of a segment file before it is opened.
///
/// Costly to make: to be made once for a segment and kept.
///
/// @param columns columns that not every segment has, dedicated attribute columns among them
/// @param others for each attribute key in the JSON text of the rows the types of its values; null
///   when that is not known
public record SqlLayout(Set<String> columns, @Nullable Map<String, Set<ValueType>> others) {
  public SqlLayout {
    columns = Set.copyOf(columns);
    others = others == null ? null : Map.copyOf(others);
  }

  /// The layout of a segment.
  public static SqlLayout of(SegmentInfo info) {
    Set<String> columns = new HashSet<>(info.columns());
    info.layout().columns().forEach(dedicated -> columns.add(dedicated.column()));
    return new SqlLayout(columns, info.areKeysComplete() ? others(info) : null);
  }

  /// Types of the values of a key that stand in the JSON text.
  Set<ValueType> otherTypes(String key) {
    return others == null ? EnumSet.allOf(ValueType.class) : others.getOrDefault(key, Set.of());
  }

  /// This without what a query does not want to know.
  ///
  /// @param keys attribute keys that are asked for one by one
  /// @param isWhole whether all attributes are asked for
  /// @param optional columns that are asked for wherever they exist
  SqlLayout relevant(Set<String> keys, boolean isWhole, Set<String> optional) {
    Set<String> kept = new HashSet<>();
    for (String column : columns) {
      if (optional.contains(column) || (isWhole && column.startsWith("a."))) {
        kept.add(column);
      }
    }
    Map<String, Set<ValueType>> types = new HashMap<>();
    DedicatedColumn.all(kept).forEach(column -> types.put(column.key(), otherTypes(column.key())));
    for (String key : keys) {
      DedicatedColumn.of(key, columns).forEach(column -> kept.add(column.name()));
      types.put(key, otherTypes(key));
    }
    return new SqlLayout(kept, types);
  }

  private static Map<String, Set<ValueType>> others(SegmentInfo info) {
    Set<Layout.Dedicated> dedicated = Set.copyOf(info.layout().columns());
    Map<String, Set<ValueType>> others = new HashMap<>();
    info.keys()
        .forEach((key, counts) -> {
          Set<ValueType> types = EnumSet.noneOf(ValueType.class);
          for (ValueType type : ValueType.values()) {
            if (counts[type.ordinal()] > 0
                && !dedicated.contains(new Layout.Dedicated(key.name(), type))) {
              types.add(type);
            }
          }
          if (key.scope() == Scope.SPAN && !types.isEmpty()) {
            others.put(key.name(), types);
          }
        });
    return others;
  }
}
