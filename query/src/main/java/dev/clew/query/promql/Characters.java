package dev.clew.query.promql;

import java.util.function.IntPredicate;

/// A text that is read from left to right, by chars.
final class Characters {
  /// What [#peek] gives at the end: a char that no text has.
  static final char END = '\uFFFF';

  private final String text;
  private int at;

  Characters(String text) {
    this.text = text;
  }

  int offset() {
    return at;
  }

  int length() {
    return text.length();
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  char peek() {
    return isAtEnd() ? END : text.charAt(at);
  }

  /// Steps over the next char; stays at the end.
  char next() {
    char c = peek();
    at += isAtEnd() ? 0 : 1;
    return c;
  }

  /// Steps over the next character, which may be two chars; not at the end.
  int nextCodePoint() {
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  /// Steps over a char if it is one of these.
  boolean accept(String anyOf) {
    boolean isNext = !isAtEnd() && anyOf.indexOf(peek()) >= 0;
    at += isNext ? 1 : 0;
    return isNext;
  }

  /// Steps over a prefix if it comes next.
  boolean acceptAll(String prefix) {
    boolean isNext = text.startsWith(prefix, at);
    at += isNext ? prefix.length() : 0;
    return isNext;
  }

  void skip(IntPredicate skipped) {
    while (!isAtEnd() && skipped.test(peek())) {
      at++;
    }
  }

  /// Goes back to an offset.
  void backTo(int offset) {
    at = offset;
  }

  /// The text from an offset up to here.
  String since(int from) {
    return text.substring(from, at);
  }
}
