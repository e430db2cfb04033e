package dev.clew.pipeline.ottl;

import java.util.Arrays;
import java.util.function.Predicate;

/// A question to a text that is asked once for each text of a batch.
final class TextMemo {
  private final Predicate<String> question;
  private byte[] answers = new byte[0];

  TextMemo(Predicate<String> question) {
    this.question = question;
  }

  /// The answer for a slot that holds text.
  boolean test(Slot slot) {
    int id = slot.textId();
    if (id < 0) {
      return question.test(slot.text());
    }
    if (id >= answers.length) {
      answers = Arrays.copyOf(answers, Math.max(slot.view().batch().strings().size(), id + 1));
    }
    if (answers[id] == 0) {
      answers[id] = (byte) (question.test(slot.text()) ? 1 : 2);
    }
    return answers[id] == 1;
  }
}
