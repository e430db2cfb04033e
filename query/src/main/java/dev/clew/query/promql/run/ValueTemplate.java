package dev.clew.query.promql.run;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;

/// A text with the groups of a regular expression in it: `$1`, `${1}`, `$name`, `${name}`; `$$` is
/// a dollar. A group that is not there is empty.
final class ValueTemplate {
  private final List<Part> parts;

  private ValueTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /// @param isGroup whether the text is a number or a name of a group
  private record Part(boolean isGroup, String text) {}

  static ValueTemplate of(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    int dollar = text.indexOf('$');
    while (dollar >= 0) {
      parts.add(new Part(false, text.substring(at, dollar)));
      at = dollar + 1;
      if (text.startsWith("$", at)) {
        parts.add(new Part(false, "$"));
        at++;
      } else {
        String name = name(text, at);
        int length = name.length() + (text.startsWith("{", at) && !name.isEmpty() ? 2 : 0);
        parts.add(name.isEmpty() ? new Part(false, "$") : new Part(true, name));
        at += length;
      }
      dollar = text.indexOf('$', at);
    }
    parts.add(new Part(false, text.substring(at)));
    return new ValueTemplate(parts);
  }

  /// The longest name of letters, digits and underscores, maybe in braces; empty if there is none.
  private static String name(String text, int at) {
    boolean isBraced = text.startsWith("{", at);
    int start = isBraced ? at + 1 : at;
    int end = start;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    boolean isClosed = !isBraced || text.startsWith("}", end);
    return isClosed ? text.substring(start, end) : "";
  }

  private static boolean isNamePart(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  String expand(Matcher matcher) {
    LabelValue value = new LabelValue();
    for (Part part : parts) {
      value.append(part.isGroup() ? group(matcher, part.text()) : part.text());
    }
    return value.toString();
  }

  private static String group(Matcher matcher, String name) {
    boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber) {
      boolean isThere = name.length() < 6 && Integer.parseInt(name) <= matcher.groupCount();
      String text = isThere ? matcher.group(Integer.parseInt(name)) : null;
      return text == null ? "" : text;
    }
    try {
      String text = matcher.group(name);
      return text == null ? "" : text;
    } catch (IllegalArgumentException _) {
      return "";
    }
  }
}
