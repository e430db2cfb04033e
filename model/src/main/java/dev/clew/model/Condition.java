package dev.clew.model;

import java.util.List;

/// A test on one span that a store can use to find candidates.
///
/// Comparisons follow TraceQL: a missing attribute fails every comparison, also `NOT_EQUAL`; values
/// of different types never match, but integers and doubles compare as numbers; a regular
/// expression is anchored at both ends; of an array some element must match, or for the two
/// negative operators none.
public sealed interface Condition {

  /// Every span.
  record Everything() implements Condition {}

  /// All parts hold.
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  /// Some part holds.
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /// The field stands in the relation to the value.
  record Compare(Field field, Operator operator, Value value) implements Condition {}

  /// The field has a value at all.
  record Exists(Field field) implements Condition {}

  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    /// The value is the text of an RE2 expression.
    MATCHES,
    NOT_MATCHES
  }

  /// What a field is compared with.
  sealed interface Value {
    record Text(String text) implements Value {}

    record Whole(long number) implements Value {}

    record Real(double number) implements Value {}

    record Truth(boolean isTrue) implements Value {}
  }
}
