package dev.clew.query.traceql;

import java.util.ArrayDeque;
import java.util.Deque;

/// Estimates from the text of a regular expression how large its program gets, before anything
/// compiles it.
///
/// RE2 runs in linear time, but `((a{1000}){1000}){1000}` asks it for a program of 10⁹ steps. A
/// character is one step, `{n}` and its like multiply what stands before them. The text is added up
/// from left to right; the stack holds the groups that are open.
public final class RegexSize {
  /// Most steps that a query should spend on all its regular expressions together.
  public static final int MAX_STEPS = 32_768;

  private static final int MAX_NESTING = 100;

  /// Steps of `\p{…}`, which stands for hundreds of ranges of characters.
  private static final int CLASS_STEPS = 50;

  private final Characters characters;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long group;
  private long last;

  private RegexSize(String text) {
    this.characters = new Characters(text);
  }

  /// The steps of a regular expression; a number above [#MAX_STEPS] if there are more.
  public static long steps(String text) {
    return new RegexSize(text).steps();
  }

  private long steps() {
    while (!characters.isAtEnd() && group + last <= MAX_STEPS && outer.size() <= MAX_NESTING) {
      char c = characters.next();
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '[' -> add(classSteps());
        case '{' -> last *= repetitions();
        case '\\' -> add(escapeSteps());
        case '*', '+', '?' -> last++;
        default -> add(1);
      }
    }
    long open = outer.stream().mapToLong(Long::longValue).sum();
    return outer.size() > MAX_NESTING ? MAX_STEPS + 1 : open + group + last;
  }

  private void add(long steps) {
    group += last;
    last = steps;
  }

  private void open() {
    add(0);
    outer.push(group);
    group = 1;
  }

  private void close() {
    long inner = group + last;
    group = outer.isEmpty() ? 0 : outer.pop();
    last = inner;
  }

  /// Steps over what follows a backslash.
  private long escapeSteps() {
    if (characters.accept("Q")) {
      int start = characters.offset();
      characters.skipBehind("\\E");
      return characters.since(start).length();
    }
    char escaped = characters.peek();
    characters.skip(1);
    boolean isClass = escaped == 'p' || escaped == 'P';
    if ((isClass || escaped == 'x') && characters.peek() == '{') {
      characters.skipBehind("}");
    }
    return isClass ? CLASS_STEPS : 1;
  }

  /// Steps over what follows an opening bracket, in which a bracket that comes first is a
  /// character, as is all that repeats or groups elsewhere.
  private long classSteps() {
    characters.accept("^");
    characters.accept("]");
    long steps = 1;
    while (!characters.isAtEnd() && !characters.accept("]")) {
      if (characters.accept("[:")) {
        characters.skipBehind(":]");
      } else if (characters.accept("\\")) {
        steps += escapeSteps() - 1;
      } else {
        characters.skip(1);
      }
    }
    return steps;
  }

  /// Twice the larger number of `{2}`, `{2,}` or `{2,5}`, since an optional repetition takes two
  /// steps; 2 for a brace that repeats nothing.
  private long repetitions() {
    long most = number();
    if (characters.accept(",")) {
      most = Math.max(most + 1, number());
    }
    return 2 * Math.max(1, most);
  }

  private long number() {
    int start = characters.offset();
    characters.skip(c -> c >= '0' && c <= '9');
    String digits = characters.since(start);
    return digits.isEmpty() || digits.length() > 4 ? 0 : Long.parseLong(digits);
  }
}
