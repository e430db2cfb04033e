package dev.clew.query.run.field;

import dev.clew.model.Strings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Compares texts of the dictionary of a batch with each other and with texts outside of it, by
/// their bytes.
final class Texts {
  private Texts() {}

  /// The order of two texts, each given as its id or, where that is negative, its bytes.
  static int compare(
      Strings strings, long leftId, byte[] leftText, long rightId, byte[] rightText) {
    if (leftId >= 0 && leftId == rightId) {
      return 0;
    }
    byte[] left = leftId >= 0 ? strings.arena() : leftText;
    byte[] right = rightId >= 0 ? strings.arena() : rightText;
    int leftStart = leftId >= 0 ? strings.start((int) leftId) : 0;
    int rightStart = rightId >= 0 ? strings.start((int) rightId) : 0;
    int leftEnd = leftId >= 0 ? leftStart + strings.length((int) leftId) : leftText.length;
    int rightEnd = rightId >= 0 ? rightStart + strings.length((int) rightId) : rightText.length;
    return Arrays.compareUnsigned(left, leftStart, leftEnd, right, rightStart, rightEnd);
  }

  /// The text that was read last at a position.
  static String read(Strings strings, Position at) {
    return at.bits >= 0
        ? strings.cached((int) at.bits)
        : new String(at.text, StandardCharsets.UTF_8);
  }

  /// Leaves a text outside of the dictionary at a position.
  static Type leave(byte[] utf8, Position at) {
    at.bits = -1;
    at.text = utf8;
    return Type.TEXT;
  }
}
