package dev.clew.bench.template;

/// What the spans look like.
public enum Shape {
  /// The captured bodies as they are, with new ids and times.
  DEMO,
  /// The captured bodies; server spans carry logins with realistic cardinalities.
  AUTH,
  /// As `AUTH`, with bursts of password spraying.
  ATTACK,
  /// Made traces of ten spans over 20 services and 200 operations, with logins: the data of the
  /// query canon.
  CANON,
  /// Made traces of ten spans with 11 attributes from 97 keys of 1,000 values.
  TRACEGEN,
  /// Batches of 1,000 spans of about 800 bytes that compress well.
  SMALL,
  /// Names, user agents and attribute keys that never repeat.
  HOSTILE;

  /// Whether the bodies are captured ones.
  boolean isReplay() {
    return this == DEMO || this == AUTH || this == ATTACK;
  }

  /// Whether times and values are drawn; otherwise they are the template's.
  boolean isVaried() {
    return this != DEMO;
  }

  boolean hasLogins() {
    return this == AUTH || this == ATTACK || this == CANON || this == HOSTILE;
  }
}
