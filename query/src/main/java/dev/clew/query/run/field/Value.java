package dev.clew.query.run.field;

import dev.clew.model.ValueType;

/// A value as a result shows it.
public sealed interface Value {

  record Text(String text) implements Value {}

  record Whole(long number) implements Value {}

  record Real(double number) implements Value {}

  record Truth(boolean isTrue) implements Value {}

  /// An array or a map as the JSON text that [ValueType] tells, or bytes as their base64.
  record Document(ValueType type, String text) implements Value {}
}
