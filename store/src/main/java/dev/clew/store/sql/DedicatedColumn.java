package dev.clew.store.sql;

import dev.clew.model.ValueType;
import dev.clew.store.segment.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A column of a segment file that holds the values of one type of one attribute.
record DedicatedColumn(String key, ValueType type) {
  private static final Map<ValueType, String> SUFFIXES =
      Map.of(ValueType.INT, "#int", ValueType.DOUBLE, "#double", ValueType.BOOL, "#bool");
  private static final String PREFIX = "a.";

  /// The columns of a key among those of a file.
  static List<DedicatedColumn> of(String key, Set<String> columns) {
    List<DedicatedColumn> found = new ArrayList<>();
    for (ValueType type :
        List.of(ValueType.STRING, ValueType.INT, ValueType.DOUBLE, ValueType.BOOL)) {
      DedicatedColumn column = new DedicatedColumn(key, type);
      if (columns.contains(column.name())) {
        found.add(column);
      }
    }
    return found;
  }

  /// All columns of attributes among those of a file, by name.
  static List<DedicatedColumn> all(Set<String> columns) {
    return columns.stream()
        .filter(column -> column.startsWith(PREFIX))
        .sorted()
        .map(DedicatedColumn::parsed)
        .toList();
  }

  String name() {
    return new Layout.Dedicated(key, type).column();
  }

  String quoted() {
    return Names.quoted(name());
  }

  /// The value as text.
  String text() {
    return switch (type) {
      case STRING -> quoted();
      case DOUBLE ->
          "CASE WHEN isfinite(%1$s) THEN CAST(%1$s AS VARCHAR) ELSE %2$s END"
              .formatted(quoted(), odd("'{\"@double\":\"%s\"}'"));
      default -> "CAST(%s AS VARCHAR)".formatted(quoted());
    };
  }

  /// The value as a member of a JSON object.
  String json() {
    return type == ValueType.DOUBLE
        ? "CASE WHEN isfinite(%1$s) THEN to_json(%1$s) ELSE CAST(%2$s AS JSON) END"
            .formatted(quoted(), odd("'{\"@double\":\"%s\"}'"))
        : quoted();
  }

  /// What is not finite, which JSON cannot tell as a number.
  private String odd(String literal) {
    return "CASE WHEN isnan(%1$s) THEN %2$s WHEN %1$s > 0 THEN %3$s WHEN %1$s < 0 THEN %4$s END"
        .formatted(
            quoted(),
            literal.formatted("NaN"),
            literal.formatted("Infinity"),
            literal.formatted("-Infinity"));
  }

  private static DedicatedColumn parsed(String column) {
    for (Map.Entry<ValueType, String> suffix : SUFFIXES.entrySet()) {
      if (column.endsWith(suffix.getValue())) {
        return new DedicatedColumn(
            column.substring(PREFIX.length(), column.length() - suffix.getValue().length()),
            suffix.getKey());
      }
    }
    return new DedicatedColumn(column.substring(PREFIX.length()), ValueType.STRING);
  }
}
