package dev.clew.pipeline.filter;

import dev.clew.pipeline.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Texts of a criterion, of which one must equal or be found in what is matched.
final class TextSet {
  private final Predicate<String> test;

  private TextSet(Predicate<String> test) {
    this.test = test;
  }

  /// @throws IllegalArgumentException if a text is no regular expression where it should be one
  static TextSet of(MatchType type, List<String> texts) {
    return switch (type) {
      case STRICT -> new TextSet(Set.copyOf(texts)::contains);
      case REGEXP -> {
        List<Regex> regexes = new ArrayList<>();
        for (String text : texts) {
          regexes.add(Regex.compile(text));
        }
        yield new TextSet(text -> isFound(regexes, text));
      }
    };
  }

  boolean matches(String text) {
    return test.test(text);
  }

  private static boolean isFound(List<Regex> regexes, String text) {
    for (Regex regex : regexes) {
      if (regex.isFoundIn(text)) {
        return true;
      }
    }
    return false;
  }
}
