package dev.clew.detect.auth;

import java.util.ArrayList;
import java.util.List;

/// Lists of texts as senders write them: a JSON array of strings, or words between commas.
final class JsonTexts {
  private static final int MAX = 64;

  private JsonTexts() {}

  /// The texts of a list in either form, at most 64.
  static List<String> list(String text) {
    if (text.startsWith("[")) {
      return strings(text);
    }
    List<String> words = new ArrayList<>();
    for (String word : text.split(",", MAX)) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    return words;
  }

  /// The strings at the first level of a JSON array; what is not a string is passed over.
  static List<String> strings(String json) {
    List<String> strings = new ArrayList<>();
    int at = 0;
    while (at < json.length() && strings.size() < MAX) {
      if (json.charAt(at++) != '"') {
        continue;
      }
      StringBuilder string = new StringBuilder();
      while (at < json.length() && json.charAt(at) != '"') {
        char c = json.charAt(at++);
        string.append((c == '\\' && at < json.length()) ? json.charAt(at++) : c);
      }
      at++;
      strings.add(string.toString());
    }
    return strings;
  }
}
