package dev.clew.pipeline.regex;

import java.util.ArrayDeque;
import java.util.Deque;

/// Estimates from its text how large a program a regular expression becomes.
///
/// RE2 runs in linear time, but `((a{1000}){1000}){1000}` asks it for 10⁹ steps before it runs. A
/// character counts one step; a number in braces multiplies what stands before it; a group counts
/// what it holds. The stack holds the groups that are open.
final class RegexSize {
  static final int MAX_STEPS = 32_768;
  private static final int MAX_NESTING = 100;

  /// Steps of `\p{…}`, which stands for hundreds of ranges of characters.
  private static final int CLASS_STEPS = 50;

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long group;
  private long last;
  private int at;

  private RegexSize(String text) {
    this.text = text;
  }

  /// Estimated steps; anything above [#MAX_STEPS] if that is too much.
  static long of(String text) {
    return text.length() > MAX_STEPS ? text.length() : new RegexSize(text).steps();
  }

  private long steps() {
    while (at < text.length() && group + last <= MAX_STEPS && outer.size() <= MAX_NESTING) {
      char c = text.charAt(at++);
      switch (c) {
        case '(' -> {
          add(0);
          outer.push(group);
          group = 1;
        }
        case ')' -> {
          long inner = group + last;
          group = outer.isEmpty() ? 0 : outer.pop();
          last = inner;
        }
        case '[' -> add(bracketSteps());
        case '{' -> last *= repetitions();
        case '\\' -> add(escapeSteps());
        case '*', '+', '?' -> last++;
        default -> add(1);
      }
    }
    if (outer.size() > MAX_NESTING) {
      return MAX_STEPS + 1;
    }
    return outer.stream().mapToLong(Long::longValue).sum() + group + last;
  }

  private void add(long steps) {
    group += last;
    last = steps;
  }

  private long escapeSteps() {
    char escaped = at < text.length() ? text.charAt(at++) : '\\';
    if (escaped == 'Q') {
      long start = at;
      skipBehind("\\E");
      return at - start;
    }
    boolean isClass = escaped == 'p' || escaped == 'P';
    if ((isClass || escaped == 'x') && text.startsWith("{", at)) {
      skipBehind("}");
    } else if (isClass) {
      at++;
    }
    return isClass ? CLASS_STEPS : 1;
  }

  /// Steps of what stands in brackets, in which a bracket that comes first is a character.
  private long bracketSteps() {
    at += text.startsWith("^", at) ? 1 : 0;
    at += text.startsWith("]", at) ? 1 : 0;
    long steps = 1;
    while (at < text.length() && text.charAt(at) != ']') {
      if (text.startsWith("[:", at)) {
        skipBehind(":]");
      } else if (text.charAt(at++) == '\\') {
        steps += escapeSteps() - 1;
      }
    }
    at++;
    return steps;
  }

  /// Twice the larger number of `{2}`, `{2,}` or `{2,5}`, since an optional repetition takes two
  /// steps.
  private long repetitions() {
    long most = number();
    if (text.startsWith(",", at)) {
      at++;
      most = Math.max(most + 1, number());
    }
    return 2 * Math.max(1, most);
  }

  private long number() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    int digits = at - start;
    return digits == 0 || digits > 4 ? 0 : Long.parseLong(text.substring(start, at));
  }

  private void skipBehind(String mark) {
    int found = text.indexOf(mark, at);
    at = found < 0 ? text.length() : found + mark.length();
  }
}
