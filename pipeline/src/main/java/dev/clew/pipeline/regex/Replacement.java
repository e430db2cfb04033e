package dev.clew.pipeline.regex;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Text to put in the place of a match, with the references of Go's templates.
///
/// A name behind `$` is as long as possible: `$1x` is the group named `1x`. A group that does not
/// exist is empty; a `$` that begins no name stands for itself.
public final class Replacement {
  private final List<Part> parts = new ArrayList<>();

  private Replacement() {}

  public static Replacement parse(String template) {
    Replacement replacement = new Replacement();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      int end = c == '$' ? referenceEnd(template, at) : -1;
      if (c == '$' && template.startsWith("$$", at)) {
        text.append('$');
        at += 2;
      } else if (end < 0) {
        text.append(c);
        at++;
      } else {
        replacement.add(text, template.substring(at + 1, end));
        at = end;
      }
    }
    replacement.parts.add(new Part(text.toString(), null));
    return replacement;
  }

  void appendTo(StringBuilder target, Matcher matcher, List<String> groups) {
    for (Part part : parts) {
      target.append(part.text);
      int group = part.group == null ? -1 : number(part.group, groups);
      String content = group < 0 || group > groups.size() ? null : matcher.group(group);
      if (content != null) {
        target.append(content);
      }
    }
  }

  private void add(StringBuilder text, String reference) {
    String name =
        reference.startsWith("{") ? reference.substring(1, reference.length() - 1) : reference;
    parts.add(new Part(text.toString(), name));
    text.setLength(0);
  }

  /// Where the reference that begins with the `$` ends; -1 if it is none.
  private static int referenceEnd(String template, int start) {
    boolean isBraced = template.startsWith("{", start + 1);
    int first = start + (isBraced ? 2 : 1);
    int at = first;
    while (at < template.length() && isName(template.charAt(at))) {
      at++;
    }
    if (at == first) {
      return -1;
    }
    if (isBraced) {
      return template.startsWith("}", at) ? at + 1 : -1;
    }
    return at;
  }

  private static boolean isName(char c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private static int number(String name, List<String> groups) {
    boolean isNumber = name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (isNumber) {
      return name.length() > 6 ? -1 : Integer.parseInt(name);
    }
    int index = groups.indexOf(name);
    return index < 0 ? -1 : index + 1;
  }

  /// Some text and the group behind it.
  private record Part(String text, @Nullable String group) {}
}
