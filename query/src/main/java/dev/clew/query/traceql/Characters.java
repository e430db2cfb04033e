package dev.clew.query.traceql;

import java.util.function.IntPredicate;

/// A text that is read from left to right, by chars; all that the language gives a meaning to is a
/// single char.
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

  boolean isAtEnd() {
    return at == text.length();
  }

  char peek() {
    return peek(0);
  }

  /// The char so many places ahead.
  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  /// The next char; not at the end.
  char next() {
    return text.charAt(at++);
  }

  /// Steps over a prefix if it comes next.
  boolean accept(String prefix) {
    boolean isNext = text.startsWith(prefix, at);
    at += isNext ? prefix.length() : 0;
    return isNext;
  }

  /// Steps over so many chars, or to the end.
  void skip(int count) {
    at = Math.min(text.length(), at + count);
  }

  /// Steps over all chars for which the predicate holds.
  void skip(IntPredicate skipped) {
    while (!isAtEnd() && skipped.test(text.charAt(at))) {
      at++;
    }
  }

  /// Steps behind the next occurrence of a mark, or says that there is none.
  boolean skipBehind(String mark) {
    int found = text.indexOf(mark, at);
    at = found < 0 ? text.length() : found + mark.length();
    return found >= 0;
  }

  /// The text from an offset up to here.
  String since(int from) {
    return text.substring(from, at);
  }

  /// Up to so many of the next chars.
  String upTo(int length) {
    return text.substring(at, Math.min(text.length(), at + length));
  }

  /// The next character, which may be two chars; not at the end.
  String character() {
    return Character.toString(text.codePointAt(at));
  }
}
