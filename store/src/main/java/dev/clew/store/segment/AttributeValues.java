package dev.clew.store.segment;

import dev.clew.model.Attributes;
import dev.clew.model.Strings;
import dev.clew.model.ValueType;
import dev.clew.store.parquet.Picked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// The attributes of rows that are read: those with a column of their own, and the JSON text of the
/// others.
final class AttributeValues {
  private final List<Dedicated> dedicated = new ArrayList<>();
  private final Picked rest;
  private final JsonAttributes json;
  private final Attributes target;
  private final Predicate<String> isWanted;

  /// A column of one attribute.
  ///
  /// @param key string id in the batch that is filled
  private record Dedicated(int key, ValueType type, Picked values) {}

  /// @param isWanted tells which keys are read
  /// @param hasRest whether some of them may stand in the JSON text
  AttributeValues(
      PickedColumns columns,
      Layout layout,
      Strings strings,
      Attributes target,
      Predicate<String> isWanted,
      boolean hasRest) {
    this.target = target;
    this.isWanted = isWanted;
    json = new JsonAttributes(strings);
    for (Layout.Dedicated column : layout.columns()) {
      if (isWanted.test(column.key())) {
        Picked values =
            column.type() == ValueType.STRING
                ? columns.texts(column.column())
                : columns.numbers(column.column());
        dedicated.add(new Dedicated(strings.add(column.key()), column.type(), values));
      }
    }
    rest = hasRest ? columns.longTexts("attributes") : new Picked();
  }

  /// Adds those of a row to the open owner.
  void read(int row) throws IOException {
    for (Dedicated column : dedicated) {
      if (column.values().isPresent(row)) {
        target.add(column.key(), column.type(), column.values().number(row));
      }
    }
    if (row < rest.size() && rest.isPresent(row)) {
      json.read(bytes(rest, row), target, isWanted);
    }
  }

  JsonAttributes json() {
    return json;
  }

  /// The text of a row; empty where there is none.
  static byte[] bytes(Picked texts, int row) {
    return Arrays.copyOfRange(texts.text(), texts.textStart(row), texts.textEnd(row));
  }
}
