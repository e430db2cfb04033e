package dev.clew.pipeline.ottl;

import java.nio.charset.StandardCharsets;

/// Cuts text by its length in bytes.
final class Truncation {
  private Truncation() {}

  /// As much of a text as fits into so many bytes of UTF-8 without cutting a character.
  static String truncate(String text, long limit) {
    if (text.length() <= limit / 3) {
      return text;
    }
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= limit) {
      return text;
    }
    int end = (int) limit;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }
}
