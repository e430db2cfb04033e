package dev.clew.query.promql.series;

import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A regular expression on a whole label value: RE2 syntax, anchored at both ends, `.` matches line
/// ends too.
///
/// Most are lists of words, or words with `.*` around them; those are compared as texts, which is
/// many times faster.
final class ValuePattern {
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final Pattern pattern;
  private final @Nullable Set<String> literals;
  private final @Nullable Ends ends;

  private ValuePattern(Pattern pattern, @Nullable Set<String> literals, @Nullable Ends ends) {
    this.pattern = pattern;
    this.literals = literals;
    this.ends = ends;
  }

  static ValuePattern of(String text) {
    Pattern pattern = Pattern.compile(text, Pattern.DOTALL);
    return new ValuePattern(pattern, words(text), Ends.of(text));
  }

  /// The words of `a|b|c`, also in one pair of brackets; null for anything else.
  private static @Nullable Set<String> words(String text) {
    boolean isGroup = text.startsWith("(") && text.endsWith(")");
    String inner = isGroup ? text.substring(1, text.length() - 1) : text;
    Set<String> words = new LinkedHashSet<>();
    for (String word : inner.split("\\|", -1)) {
      if (!isLiteral(word)) {
        return null;
      }
      words.add(word);
    }
    return Set.copyOf(words);
  }

  private static boolean isLiteral(String text) {
    return text.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /// The only values that match; null if they cannot be listed.
  @Nullable Set<String> literals() {
    return literals;
  }

  boolean matches(String value) {
    if (literals != null) {
      return literals.contains(value);
    }
    return ends != null ? ends.match(value) : pattern.matcher(value).matches();
  }

  /// A literal with `.*` or `.+` before or behind it.
  ///
  /// @param before fewest characters before the literal; -1 for none at all
  /// @param behind fewest characters behind the literal; -1 for none at all
  private record Ends(int before, String literal, int behind) {

    static @Nullable Ends of(String text) {
      int before = isAny(text, 0) ? anyCount(text, 0) : -1;
      String rest = text.substring(before < 0 ? 0 : 2);
      int last = rest.length() - 2;
      int behind = last >= 0 && isAny(rest, last) ? anyCount(rest, last) : -1;
      String literal = behind < 0 ? rest : rest.substring(0, last);
      return isLiteral(literal) && before + behind < 2 ? new Ends(before, literal, behind) : null;
    }

    private static boolean isAny(String text, int at) {
      return text.startsWith(".*", at) || text.startsWith(".+", at);
    }

    private static int anyCount(String text, int at) {
      return text.charAt(at + 1) == '+' ? 1 : 0;
    }

    boolean match(String value) {
      int spare = value.length() - literal.length();
      if (spare < Math.max(0, before) + Math.max(0, behind)) {
        return false;
      }
      if (before < 0) {
        return value.startsWith(literal) && (behind >= 0 || spare == 0);
      }
      if (behind < 0) {
        return value.endsWith(literal);
      }
      int found = value.indexOf(literal, before);
      return found >= 0 && value.length() - found - literal.length() >= behind;
    }
  }
}
