package dev.clew.pipeline.ottl;

import java.util.Map;
import java.util.TreeMap;

/// What happens when a condition or statement has no answer for a row.
public enum ErrorMode {
  /// The batch does not go on.
  PROPAGATE,
  /// It is logged; the next condition or statement is taken.
  IGNORE,
  /// As [#IGNORE], without a line in the log.
  SILENT;

  /// The words of the configuration.
  public static Map<String, ErrorMode> words() {
    Map<String, ErrorMode> words = new TreeMap<>();
    words.put("propagate", PROPAGATE);
    words.put("ignore", IGNORE);
    words.put("silent", SILENT);
    return words;
  }

  /// What is said of another word.
  public static String refusal(String word) {
    return "unknown error mode " + word;
  }
}
