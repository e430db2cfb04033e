package dev.clew.pipeline.tailsampling.policy;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Looks for an entry in the text of a W3C tracestate. A text that is not valid as a whole has no
/// entries, and an entry of 256 characters or more matches nothing.
final class TraceStates implements Predicate<String> {
  private static final int MAX_ENTRIES = 32;
  private static final int MAX_LENGTH = 256;
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z][_0-9a-z\\-*/]{0,255}|[a-z0-9][_0-9a-z\\-*/]{0,240}@[a-z][_0-9a-z\\-*/]{0,13}");
  private static final Pattern VALUE =
      Pattern.compile(
          "[\\x20-\\x2b\\x2d-\\x3c\\x3e-\\x7e]{0,255}[\\x21-\\x2b\\x2d-\\x3c\\x3e-\\x7e]");

  private final String key;
  private final Set<String> values;

  TraceStates(PolicySpec.TraceState spec) {
    key = spec.key();
    values = Set.copyOf(spec.values());
  }

  @Override
  public boolean test(String text) {
    boolean isFound = false;
    Set<String> seen = new HashSet<>();
    for (String member : List.of(text.split(",", -1))) {
      String entry = trimmed(member);
      if (entry.isEmpty()) {
        continue;
      }
      int equals = entry.indexOf('=');
      if (equals < 0 || !isValid(entry.substring(0, equals), entry.substring(equals + 1))) {
        return false;
      }
      String name = entry.substring(0, equals);
      if (!seen.add(name) || seen.size() > MAX_ENTRIES) {
        return false;
      }
      isFound |= name.equals(key) && isWanted(entry.substring(equals + 1));
    }
    return isFound;
  }

  private boolean isWanted(String value) {
    return key.length() + value.length() < MAX_LENGTH && values.contains(value);
  }

  private static boolean isValid(String name, String value) {
    return KEY.matches(name) && VALUE.matches(value);
  }

  private static String trimmed(String member) {
    int from = 0;
    int to = member.length();
    while (from < to && isBlank(member.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(member.charAt(to - 1))) {
      to--;
    }
    return member.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
