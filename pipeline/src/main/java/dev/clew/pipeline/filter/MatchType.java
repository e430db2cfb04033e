package dev.clew.pipeline.filter;

import org.jspecify.annotations.Nullable;

/// How the texts of criteria are meant.
public enum MatchType {
  STRICT,
  REGEXP;

  /// The type of a word; null if there is none.
  static @Nullable MatchType of(String word) {
    return switch (word) {
      case "strict" -> STRICT;
      case "regexp" -> REGEXP;
      default -> null;
    };
  }
}
