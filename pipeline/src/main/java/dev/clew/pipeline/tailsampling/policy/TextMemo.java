package dev.clew.pipeline.tailsampling.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.clew.model.Strings;
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
    List<Pattern> patterns = expressions.stream().map(TextMemo::compile).toList();
    return new TextMemo(
        text -> {
          for (Pattern pattern : patterns) {
            if (pattern.matcher(text).find()) {
              return true;
            }
          }
          return false;
        });
  }

  private static Pattern compile(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("error parsing regexp: " + e.getMessage(), e);
    }
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
