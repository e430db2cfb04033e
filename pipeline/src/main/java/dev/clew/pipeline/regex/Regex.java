package dev.clew.pipeline.regex;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A regular expression as Go has them: RE2 syntax, matching in linear time, found anywhere in the
/// text unless it says otherwise.
public final class Regex {
  private final Pattern pattern;
  private final List<String> groups;

  private Regex(Pattern pattern) {
    this.pattern = pattern;
    this.groups = groupNames(pattern);
  }

  /// Compiles a regular expression.
  ///
  /// @throws IllegalArgumentException in Go's words if it is none, or if it is too large
  public static Regex compile(String text) {
    return compile(text, 0);
  }

  /// As [#compile], but `.` matches line ends too.
  public static Regex compileDotAll(String text) {
    return compile(text, Pattern.DOTALL);
  }

  private static Regex compile(String text, int flags) {
    if (RegexSize.of(text) > RegexSize.MAX_STEPS) {
      throw new IllegalArgumentException(
          "error parsing regexp: expression is too large: `" + excerpt(text) + "`");
    }
    try {
      return new Regex(Pattern.compile(text, flags));
    } catch (PatternSyntaxException failure) {
      throw new IllegalArgumentException(message(failure, text), failure);
    }
  }

  /// Whether it is found in the text.
  public boolean isFoundIn(String text) {
    return pattern.matcher(text).find();
  }

  /// Names of the groups by number from 1 on, empty for those without.
  public List<String> groups() {
    return groups;
  }

  /// What the groups hold of the first place where it is found, by number from 1 on, empty for
  /// those that took no part; null if it is not found.
  public @Nullable List<String> firstGroups(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    List<String> found = new ArrayList<>(groups.size());
    for (int group = 1; group <= groups.size(); group++) {
      String content = matcher.group(group);
      found.add(content == null ? "" : content);
    }
    return found;
  }

  /// The text with every place where it is found replaced; `$1`, `${1}`, `$name` and `${name}`
  /// stand for groups, `$$` for a dollar.
  public String replaceIn(String text, Replacement replacement) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    StringBuilder result = new StringBuilder();
    int end = 0;
    do {
      result.append(text, end, matcher.start());
      replacement.appendTo(result, matcher, groups);
      end = matcher.end();
    } while (matcher.find());
    return result.append(text, end, text.length()).toString();
  }

  /// The text as it was given.
  @Override
  public String toString() {
    return pattern.pattern();
  }

  private static String message(PatternSyntaxException failure, String text) {
    String message = failure.getMessage();
    return message == null ? "error parsing regexp: `" + excerpt(text) + "`" : message;
  }

  private static String excerpt(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  private static List<String> groupNames(Pattern pattern) {
    List<String> names = new ArrayList<>(Collections.nCopies(pattern.groupCount(), ""));
    for (Map.Entry<String, Integer> named : pattern.namedGroups().entrySet()) {
      names.set(named.getValue() - 1, named.getKey());
    }
    return List.copyOf(names);
  }
}
