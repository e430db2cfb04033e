package dev.clew.query.traceql;

/// What is known of a value before a span is looked at.
public enum FieldType {
  /// Nothing: the data decides.
  ANY("any"),
  NIL("nil"),
  BOOLEAN("boolean"),
  STRING("string"),
  INTEGER("integer"),
  /// Also the result of arithmetic on something of type [#ANY].
  FLOAT("number"),
  DURATION("duration"),
  STATUS("status"),
  KIND("kind");

  private final String text;

  FieldType(String text) {
    this.text = text;
  }

  /// The word for it in messages.
  public String text() {
    return text;
  }

  /// Integers, floats and durations mix freely.
  public boolean isNumeric() {
    return this == INTEGER || this == FLOAT || this == DURATION;
  }

  /// Whether values of the two types can be compared at all.
  boolean fits(FieldType other) {
    return this == other || this == ANY || other == ANY || (isNumeric() && other.isNumeric());
  }

  /// Whether the values have a natural order, or may have one.
  boolean isOrdered() {
    return this == ANY || this == STRING || isNumeric();
  }
}
