package dev.clew.pipeline.tailsampling.policy;

import dev.clew.model.Strings;
import dev.clew.pipeline.regex.Regex;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// Asks a question of each distinct text of a batch at most once.
final class TextMemo {
  private static final byte NO = 1;
  private static final byte YES = 2;

  private final Predicate<String> question;
  private Strings strings = new Strings();
  private byte[] answers = new byte[0];

  TextMemo(Predicate<String> question) {
    this.question = question;
  }

  /// Whether a text contains a match of one of some expressions, unanchored.
  static TextMemo ofPatterns(List<String> expressions) {
    List<Regex> patterns = expressions.stream().map(Regex::compile).toList();
    return new TextMemo(text -> {
      for (Regex pattern : patterns) {
        if (pattern.isFoundIn(text)) {
          return true;
        }
      }
      return false;
    });
  }

  void bind(Strings next) {
    strings = next;
    if (answers.length < next.size()) {
      answers = new byte[next.size() + (next.size() >> 2)];
    } else {
      Arrays.fill(answers, 0, next.size(), (byte) 0);
    }
  }

  boolean test(int id) {
    if (answers[id] == 0) {
      answers[id] = question.test(strings.get(id)) ? YES : NO;
    }
    return answers[id] == YES;
  }
}
